export { demoConfig } from './demo-config.ts';
export { startSimulator } from './simulator.ts';
export type { OuraSimulator, RecordedRequest, SimulatorOptions } from './simulator.ts';
export type { Fault, FaultTarget } from './faults.ts';
export type { TokenAnswerBody } from './simulated-account.ts';
