/** `@lifeops/lib/host`: for whatever runs integrations; integrations themselves never need it. */
export { startRuntime } from './runtime/start-runtime.ts';
export type { RuntimeOptions } from './runtime/start-runtime.ts';
export { clonedPipe, directPipe, notJson } from './pipe.ts';
export type { PipePair } from './pipe.ts';
export type { HttpAnswer, HttpFetch, HttpInit, RuntimeIo } from './runtime-io.ts';
export type * from './messages.ts';
export { manifestSchema } from './manifest.ts';
export type { Manifest } from './manifest.ts';
export { implementedServices } from './runtime/implemented-services.ts';
export { parseOrRefuse } from './parse-or-refuse.ts';
export { portNames } from './ports.ts';
export type { PortName } from './ports.ts';
export type { Integration } from './define-integration.ts';
export type { FieldError, FlowName, FlowResult, FlowStep } from './flow.ts';
