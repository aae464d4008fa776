import { canonicalJson, Conflict, minutes } from '@lifeops/lib';
import type { CallResult, ClockDep, Json } from '@lifeops/lib';

const rememberForMs = minutes(10);

/** Answers of calls with an idempotency key: the same call again within ten minutes gets the same answer and does nothing. */
export class RememberedCalls {
  readonly #clock: ClockDep['clock'];
  readonly #calls = new Map<
    string,
    { readonly request: string; readonly until: number; readonly result: Promise<CallResult> }
  >();

  constructor(deps: ClockDep) {
    this.#clock = deps.clock;
  }

  /** Throws `Conflict` for a key that stands for another request. A call that was refused is not remembered. */
  run(key: string, request: Json, call: () => Promise<CallResult>): Promise<CallResult> {
    const now = this.#clock.monotonic();
    for (const [known, { until }] of this.#calls) {
      if (until > now) break;
      this.#calls.delete(known);
    }
    const text = canonicalJson(request);
    const before = this.#calls.get(key);
    if (before && before.request !== text)
      throw new Conflict('This idempotency key was used for another call.');
    if (before) return before.result;
    const result = call();
    this.#calls.set(key, { request: text, until: now + rememberForMs, result });
    result.catch(() => this.#calls.delete(key));
    return result;
  }
}
