import type { Clock } from '../../base/clock.ts';
import { Aborted, errorFromRecord, TimedOut } from '../../base/errors.ts';
import type { ErrorRecord } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { AskPort, Asks, ToHost } from '../messages.ts';

/** Calls of services may wait for devices; everything else is the hub's own storage. */
const limitMs = 30_000;
const callLimitMs = 600_000;

interface Pending {
  readonly resolve: (value: Json) => void;
  readonly reject: (error: Error) => void;
  readonly onState: ((state: JsonObject) => void) | undefined;
}

/** Questions to the hub's ports, matched to their answers by number. */
export class AsksToHub {
  readonly #send: (message: ToHost) => void;
  readonly #clock: Clock;
  readonly #pending = new Map<number, Pending>();
  #number = 0;

  constructor(send: (message: ToHost) => void, clock: Clock) {
    this.#send = send;
    this.#clock = clock;
  }

  ask<P extends AskPort>(port: P, args: Asks[P]['args'], signal?: AbortSignal): Promise<Asks[P]['reply']> {
    const limit = port === 'call' ? callLimitMs : limitMs;
    return this.#open(port, args, { signal, limit, onState: undefined }) as Promise<Asks[P]['reply']>;
  }

  /** States until the signal fires; the promise rejects when the hub refuses. */
  watch(
    args: Asks['states.watch']['args'],
    signal: AbortSignal,
    onState: (state: JsonObject) => void,
  ): Promise<Json> {
    return this.#open('states.watch', args, { signal, limit: Number.POSITIVE_INFINITY, onState });
  }

  answer(id: number, value: Json): void {
    this.#pending.get(id)?.resolve(value);
  }

  refuse(id: number, error: ErrorRecord): void {
    this.#pending.get(id)?.reject(errorFromRecord(error));
  }

  state(id: number, state: JsonObject): void {
    this.#pending.get(id)?.onState?.(state);
  }

  /** No answer will come any more. */
  end(): void {
    for (const { reject } of this.#pending.values()) reject(new Aborted());
  }

  #open(
    port: AskPort,
    args: JsonObject,
    {
      signal,
      limit,
      onState,
    }: { signal: AbortSignal | undefined; limit: number; onState: Pending['onState'] },
  ): Promise<Json> {
    if (signal?.aborted) return Promise.reject(new Aborted(undefined, { cause: signal.reason }));
    const id = ++this.#number;
    return new Promise((resolve, reject) => {
      const timer = Number.isFinite(limit)
        ? this.#clock.timer(limit, () => giveUp(new TimedOut(`The hub did not answer ${port} in time.`)))
        : undefined;
      const settle = () => {
        timer?.[Symbol.dispose]();
        signal?.removeEventListener('abort', abort);
        this.#pending.delete(id);
      };
      const giveUp = (error: Error) => {
        settle();
        this.#send({ type: 'unask', id });
        reject(error);
      };
      const abort = () => giveUp(new Aborted(undefined, { cause: signal?.reason }));
      signal?.addEventListener('abort', abort, { once: true });
      this.#pending.set(id, {
        onState,
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#send({ type: 'ask', id, port, args });
    });
  }
}
