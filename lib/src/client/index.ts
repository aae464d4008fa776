/** `@lifeops/lib/client`: a typed client of a hub, for browsers and Node. */
export { HubClient } from './hub-client.ts';
export type { HubClientOptions } from './hub-client.ts';
export type { ConnectionStatus } from './live-connection.ts';
export type { QueuedWrite, QueueStorage, ReplayFailure } from './offline-queue.ts';
export { StateStore } from './state-store.ts';
export type { ClientState } from './state-store.ts';
export type { Entities, EntityIdOf, ServiceCall, Services, TypedState } from './typed-home.ts';
export {
  errorFromRecord,
  LifeOpsError,
  Conflict,
  Forbidden,
  InvalidInput,
  NotFound,
  Unauthorized,
  Unavailable,
} from '../base/errors.ts';
export { compatible, convertAs, suggestedUnit } from '../model/units.ts';
export type { Issue } from '../base/errors.ts';
export type { ClientPlatform } from './web-platform.ts';
