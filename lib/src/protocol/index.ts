/** `@lifeops/lib/protocol`: what crosses the wire between a hub and its clients. */
export * from './wire.ts';
export * from './permissions.ts';
export * from './operation.ts';
export * from './records.ts';
export * from './live.ts';
export * from './topics.ts';
export { operations } from './operations/all.ts';
export type { OperationName, Operations } from './operations/all.ts';
export { wireAutomationSchema } from './operations/automations.ts';
export type { WireAutomation } from './operations/automations.ts';
