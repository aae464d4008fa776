import type { Clock } from '../../base/clock.ts';
import { Aborted, asError, AuthExpired } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import type { Scope } from '../../base/scope.ts';
import type { ItemInfo, Many, Source } from '../source.ts';
import { Collection } from './collection.ts';
import { EntityTree } from './entity-tree.ts';
import type { TreeDeps } from './entity-tree.ts';

export interface SourceDeps extends TreeDeps {
  readonly clock: Clock;
  readonly random: Random;
  readonly scope: Scope;
  readonly log: Logger;
  /** The person must sign in again. */
  reauth(error: AuthExpired): void;
  /** A source went down, or (null) came back. */
  sourceChanged(source: object, error: Error | null): void;
}

export interface SourceDiagnostics {
  readonly kind: 'poll' | 'push';
  readonly ok: boolean;
  /** Epoch milliseconds. */
  readonly lastSuccessAt: number | null;
  readonly failures: number;
  readonly lastError: string | null;
}

/** What polling and pushing share: the last good data, its entities, and what happens to them when it stops. */
export abstract class LiveSource<D> implements Source<D> {
  protected readonly deps: SourceDeps;
  protected readonly staleAfterMs: number;
  readonly tree: EntityTree;
  readonly root: Collection<D>;
  #data: { readonly value: D } | undefined;
  #error: Error | undefined;
  #silentSince: number;
  #lastSuccessAt: number | null = null;
  #failures = 0;
  #staleTimer: Disposable | undefined;
  #applied = false;
  #ready = false;

  constructor(deps: SourceDeps, staleAfterMs: number) {
    this.deps = deps;
    this.staleAfterMs = staleAfterMs;
    this.#silentSince = deps.clock.monotonic();
    this.root = new Collection<D>({
      items: () => [],
      describe: () => ({ key: '' }),
      changed: () => this.#reapply(),
    });
    this.tree = new EntityTree(deps, this.root as unknown as Collection<never>);
  }

  abstract readonly kind: 'poll' | 'push';
  abstract refresh(): Promise<void>;
  /** How many readings were begun: taken before a command, it tells whether one followed. */
  abstract readonly readings: number;
  /** Makes the hub see what a command did, unless it was read already since there were so many readings. */
  abstract refreshAfter(readings: number): void;

  current(): D | undefined {
    return this.#data?.value;
  }

  each<I>(items: (data: D) => Iterable<I>, describe: (item: I) => ItemInfo): Many<I> {
    return this.root.each(items, describe);
  }

  /** From now on entities are made and told of. Called once all of them are described. */
  begin(): void {
    this.#ready = true;
    if (this.#data) this.#take(this.#data.value);
    else this.tree.prepare();
    if (!this.#data) this.#armStale();
  }

  diagnostics(): SourceDiagnostics {
    return {
      kind: this.kind,
      ok: this.#error === undefined,
      lastSuccessAt: this.#lastSuccessAt,
      failures: this.#failures,
      lastError: this.#error?.message ?? null,
    };
  }

  protected get error(): Error | undefined {
    return this.#error;
  }

  /** Good data came. Throws what the integration's own functions throw over it. */
  protected succeed(data: D): void {
    this.#data = { value: data };
    if (this.#ready) this.#take(data);
    this.#silentSince = this.deps.clock.monotonic();
    this.#lastSuccessAt = this.deps.clock.now();
    this.#staleTimer?.[Symbol.dispose]();
    this.#staleTimer = undefined;
    if (!this.#error) return;
    this.#error = undefined;
    this.deps.log.info('The source answers again.', { failures: this.#failures });
    this.#failures = 0;
    this.deps.sourceChanged(this, null);
  }

  /** Could not be reached. Said once; entities go stale, and unavailable when it lasts. */
  protected fail(cause: unknown): void {
    if (cause instanceof Aborted && this.deps.scope.closed) return;
    const error = asError(cause);
    this.#failures++;
    const first = this.#error === undefined;
    this.#error = error;
    if (error instanceof AuthExpired) this.deps.reauth(error);
    if (!first) return;
    // A stream may be silent while nothing happens: only its end counts.
    if (this.kind === 'push') this.#silentSince = this.deps.clock.monotonic();
    this.deps.log.warn('The source does not answer; its entities are stale.', { error });
    this.deps.sourceChanged(this, error);
    if (this.#applied) this.tree.report('stale');
    this.deps.outbox.flush();
    this.#armStale();
  }

  #armStale(): void {
    const { clock, scope } = this.deps;
    this.#staleTimer?.[Symbol.dispose]();
    const left = this.#silentSince + this.staleAfterMs - clock.monotonic();
    this.#staleTimer = scope.timer(clock, Math.max(0, left), () => {
      this.tree.report('unavailable');
      this.deps.outbox.flush();
    });
  }

  #take(data: D): void {
    this.tree.apply(data, 'ok');
    this.#applied = true;
    this.deps.outbox.flush();
  }

  #reapply(): void {
    if (!this.#ready) return;
    if (this.#data) this.tree.apply(this.#data.value, this.#error ? 'stale' : 'ok');
    else this.tree.prepare();
    this.deps.outbox.flush();
  }
}
