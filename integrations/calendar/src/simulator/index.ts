export { demoConfig } from './demo-config.ts';
export { startSimulator } from './simulator.ts';
export type { CalendarSimulator, DemoCalendarName, SimulatorFault, SimulatorRequest } from './simulator.ts';
export type { DemoEvent } from './ics-writer.ts';
