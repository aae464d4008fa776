import { Aborted, errorFromRecord, Unavailable } from '@lifeops/lib';
import type { Json } from '@lifeops/lib';
import type { HostPipe, ToHost, ToIntegration } from '@lifeops/lib/host';

type Question = Extract<ToIntegration, { readonly id: number }>;
/** A message that is answered, without its number. */
export type Request = Question extends infer Q ? (Q extends Question ? Omit<Q, 'id'> : never) : never;
/** What comes unasked. */
export type Notice = Exclude<ToHost, { readonly type: 'reply' | 'fail' }>;

interface Waiting {
  readonly resolve: (result: Json) => void;
  readonly reject: (cause: unknown) => void;
}

/** The hub's end of a pipe: numbers questions, matches answers, hands the rest on in order. */
export class Connection implements Disposable {
  readonly #pipe: HostPipe;
  readonly #onNotice: (notice: Notice) => void;
  readonly #waiting = new Map<number, Waiting>();
  #subscription: Disposable | undefined;
  #lastId = 0;
  #ended = false;

  constructor(pipe: HostPipe, onNotice: (notice: Notice) => void) {
    this.#pipe = pipe;
    this.#onNotice = onNotice;
  }

  open(): void {
    this.#subscription = this.#pipe.receive((message) => this.#receive(message));
  }

  send(message: ToIntegration): void {
    if (!this.#ended) this.#pipe.send(message);
  }

  /** Asks and waits; the signal cancels on the other side too. */
  request(request: Request, signal?: AbortSignal): Promise<Json> {
    if (this.#ended) return Promise.reject(gone());
    if (signal?.aborted) return Promise.reject(new Aborted(undefined, { cause: signal.reason }));
    const id = ++this.#lastId;
    return new Promise<Json>((resolve, reject) => {
      const cancel = () => {
        this.#waiting.delete(id);
        this.send({ type: 'cancel', id });
        reject(signal?.reason instanceof Error ? signal.reason : new Aborted());
      };
      const settled = () => signal?.removeEventListener('abort', cancel);
      this.#waiting.set(id, {
        resolve: (result) => {
          settled();
          resolve(result);
        },
        reject: (cause) => {
          settled();
          reject(cause);
        },
      });
      signal?.addEventListener('abort', cancel, { once: true });
      this.#pipe.send({ ...request, id } as Question);
    });
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#subscription?.[Symbol.dispose]();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(gone());
  }

  #receive(message: ToHost): void {
    if (message.type !== 'reply' && message.type !== 'fail') {
      this.#onNotice(message);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    // An answer to what was cancelled meanwhile.
    if (!waiting) return;
    this.#waiting.delete(message.id);
    if (message.type === 'reply') waiting.resolve(message.result);
    else waiting.reject(errorFromRecord(message.error));
  }
}

const gone = (): Unavailable => new Unavailable('The integration is not running any more.');
