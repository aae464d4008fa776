import type { ContextRef } from '@lifeops/lib';
import type { Principal } from '../../auth/principal.ts';

/** What the edge knows of a request, whatever wire it came by. */
export interface OperationRequest {
  /** Null: nobody has signed in. */
  readonly principal: Principal | null;
  /** Of the client, proxies that are trusted left out. */
  readonly address: string;
  readonly requestId: string;
  /** What the client calls itself, for the list of sessions. */
  readonly device: string;
  /** Fires when the client has gone away. */
  readonly signal?: AbortSignal;
}

/** A request whose permission was checked. */
export interface AuthorizedRequest extends OperationRequest {
  readonly principal: Principal;
  /** Carried by every change that the operation causes. */
  readonly context: ContextRef;
}
