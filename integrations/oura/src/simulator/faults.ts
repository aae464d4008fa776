import type { CollectionName } from '../vendor/collections.ts';

/** What can go wrong on the wire, in front of good answers. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** A page for people with status 200, as a proxy on the way gives. */
  | { readonly kind: 'html' }
  /** The good answer cut off in the middle. */
  | { readonly kind: 'truncated' }
  /** The connection ends without an answer. */
  | { readonly kind: 'hang_up' }
  /** The good answer after a while of the clock. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** 429, with the hints that are given. */
  | { readonly kind: 'rate_limited'; readonly retryAfterS?: number; readonly resetAtS?: number }
  /** Status 200 with this text as JSON. */
  | { readonly kind: 'body'; readonly text: string }
  /** Every page has the same next_token. */
  | { readonly kind: 'looping_token' }
  /** The first page is empty and still has a token. */
  | { readonly kind: 'empty_first_page' }
  /** Done, and then the connection ends: the caller cannot know. For tokens. */
  | { readonly kind: 'lost_answer' };

/** A collection, the token addresses, or everything. */
export type FaultTarget = CollectionName | 'token' | '*';

interface Planned {
  readonly fault: Fault;
  left: number;
}

/** Faults that are switched on, by what they strike. */
export class Faults {
  readonly #planned = new Map<FaultTarget, Planned>();

  /** Strikes the next `times` requests; until `clear` when left out. */
  set(target: FaultTarget, fault: Fault, times = Infinity): void {
    this.#planned.set(target, { fault, left: times });
  }

  /** Switches off what is set for the target; everything when left out. */
  clear(target?: FaultTarget): void {
    if (target === undefined) this.#planned.clear();
    else this.#planned.delete(target);
  }

  /** The fault for this request, which it uses up once. */
  take(target: FaultTarget): Fault | null {
    const name = this.#planned.has(target) ? target : '*';
    const planned = this.#planned.get(name);
    if (!planned) return null;
    planned.left -= 1;
    if (planned.left <= 0) this.#planned.delete(name);
    return planned.fault;
  }
}
