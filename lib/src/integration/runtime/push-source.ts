import { backoffMs } from '../../base/backoff.ts';
import { asLifeOpsError, AuthExpired, Unavailable } from '../../base/errors.ts';
import type { PushOptions } from '../source.ts';
import { LiveSource } from './live-source.ts';
import type { SourceDeps } from './live-source.ts';

const reopen = { firstMs: 5000, factor: 2, maxMs: 300_000, jitter: 0.1 };
const defaultStaleAfterMs = 60_000;
/** How long a stream may take to clean up after itself. */
const returnLimitMs = 5000;

/** Data that comes by itself: a stream that is opened again, with backoff, whenever it ends. */
export class PushSource<D> extends LiveSource<D> {
  readonly kind = 'push';
  readonly readings = 0;
  readonly #options: PushOptions<D>;
  #wake: (() => void) | undefined;

  constructor(deps: SourceDeps, options: PushOptions<D>) {
    super(deps, options.staleAfter ?? defaultStaleAfterMs);
    this.#options = options;
  }

  override begin(): void {
    super.begin();
    this.deps.scope.track(this.#keepOpen(), (cause) => this.fail(cause));
  }

  /** Nothing can be asked of a stream; one that waits to be opened again is opened at once. */
  refresh(): Promise<void> {
    this.#wake?.();
    return Promise.resolve();
  }

  /** What a command did comes by itself. */
  refreshAfter(): void {}

  async #keepOpen(): Promise<void> {
    const { clock, random, scope } = this.deps;
    let tries = 0;
    while (!scope.closed) {
      try {
        await this.#follow(() => (tries = 0));
        if (scope.closed) return;
        throw new Unavailable('The stream ended.');
      } catch (cause) {
        if (scope.closed) return;
        this.fail(cause);
        if (cause instanceof AuthExpired) return;
        const wait = asLifeOpsError(cause).retryAfterMs ?? backoffMs(reopen, ++tries, random);
        await this.#pause(clock.sleep.bind(clock), Math.max(1000, wait));
      }
    }
  }

  async #follow(onData: () => void): Promise<void> {
    const { scope } = this.deps;
    // A stream has a signal of its own: what it holds ends when it does, not only with the entry.
    const own = new AbortController();
    const iterator = this.#options
      .stream(AbortSignal.any([scope.signal, own.signal]))
      [Symbol.asyncIterator]();
    const aborted = Promise.withResolvers<undefined>();
    const abort = () => aborted.resolve(undefined);
    scope.signal.addEventListener('abort', abort, { once: true });
    try {
      while (!scope.closed) {
        const step = await Promise.race([iterator.next(), aborted.promise]);
        if (!step || step.done) return;
        this.succeed(step.value);
        onData();
      }
    } finally {
      scope.signal.removeEventListener('abort', abort);
      own.abort();
      await this.#close(iterator);
    }
  }

  async #close(iterator: AsyncIterator<D>): Promise<void> {
    const { clock, log } = this.deps;
    const limit = new AbortController();
    const closed = Promise.resolve(iterator.return?.()).then(
      () => {},
      (cause: unknown) => log.debug('A stream failed while it was closed.', { error: asLifeOpsError(cause) }),
    );
    await Promise.race([closed, clock.sleep(returnLimitMs, limit.signal).catch(() => {})]);
    limit.abort();
  }

  async #pause(sleep: (ms: number, signal: AbortSignal) => Promise<void>, ms: number): Promise<void> {
    const cut = new AbortController();
    this.#wake = () => cut.abort();
    await sleep(ms, AbortSignal.any([this.deps.scope.signal, cut.signal])).catch(() => {});
    this.#wake = undefined;
  }
}
