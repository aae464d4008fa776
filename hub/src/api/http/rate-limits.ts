import type { ServerResponse } from 'node:http';
import type { ClockDep } from '@lifeops/lib';
import type { Principal } from '../../auth/principal.ts';
import { tooManyRequests } from '../problem.ts';
import { TokenBuckets } from '../token-buckets.ts';
import type { BucketState } from '../token-buckets.ts';

export interface RateLimitOptions {
  readonly perTokenPerMinute: number;
  /** Of one address, over all its tokens and without. */
  readonly perAddressPerMinute: number;
  /** Of one address, for operations that take a password. */
  readonly signInPerMinute: number;
}
export const rateLimitDefaults: RateLimitOptions = {
  perTokenPerMinute: 1200,
  perAddressPerMinute: 6000,
  signInPerMinute: 30,
};

const takesPassword = new Set(['auth.sign_in', 'auth.create_owner', 'auth.change_password']);

/** Limits per client. Each check throws `NotReady` (too-many-requests) with the wait, and tells the limit in headers. */
export class RateLimits {
  readonly #tokens: TokenBuckets;
  readonly #addresses: TokenBuckets;
  readonly #signIns: TokenBuckets;

  constructor(deps: ClockDep, options: RateLimitOptions) {
    this.#tokens = new TokenBuckets(deps, { perMinute: options.perTokenPerMinute });
    this.#addresses = new TokenBuckets(deps, { perMinute: options.perAddressPerMinute });
    this.#signIns = new TokenBuckets(deps, { perMinute: options.signInPerMinute });
  }

  checkAddress(address: string, response: ServerResponse): void {
    tell(this.#addresses.take(address), response);
  }

  checkOperation(
    name: string,
    client: { readonly address: string; readonly principal: Principal | null },
    response: ServerResponse,
  ): void {
    if (takesPassword.has(name)) tell(this.#signIns.take(client.address), response);
    else if (client.principal) tell(this.#tokens.take(client.principal.tokenUid), response);
  }
}

function tell(state: BucketState, response: ServerResponse): void {
  response.setHeader('RateLimit-Limit', state.limit);
  response.setHeader('RateLimit-Remaining', state.remaining);
  response.setHeader('RateLimit-Reset', Math.ceil((state.allowed ? state.resetMs : state.waitMs) / 1000));
  if (!state.allowed) throw tooManyRequests(state.waitMs);
}
