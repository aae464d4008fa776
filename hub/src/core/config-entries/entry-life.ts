import { asError, asLifeOpsError, errorToRecord, seconds, TimedOut } from '@lifeops/lib';
import type { ClockDep, ConfigEntry, EntryStatus, JsonObject, LogDep, RandomDep } from '@lifeops/lib';
import { newEntry, stepEntry } from './entry-machine.ts';
import type { EntryEffect, EntryInput, EntryMachine, StartOutcome } from './entry-machine.ts';
import type { EntryRunner } from './entry-runner.ts';

/** A set-up may take so long before it is given up and tried again. */
export const setupLimitMs = seconds(60);
const historyLength = 50;

export interface EntryLifeDeps extends ClockDep, RandomDep, LogDep {
  readonly runner: EntryRunner;
  /** The entry as it is stored now. */
  readonly entry: () => ConfigEntry;
  /** Its config in the clear; may throw. */
  readonly open: () => JsonObject;
  readonly changed: (status: EntryStatus) => void;
  readonly askToSignIn: () => void;
}

/** Drives one entry through its machine: one start or stop at a time. */
export class EntryLife {
  readonly #deps: EntryLifeDeps;
  #machine: EntryMachine;
  #timer: Disposable | undefined;
  #abort = new AbortController();
  #work: Promise<void> = Promise.resolve();
  #why: 'unload' | 'shutdown' = 'unload';
  #waiters: (() => void)[] = [];
  #history: EntryStatus[] = [];

  constructor(deps: EntryLifeDeps) {
    this.#deps = deps;
    this.#machine = newEntry(deps.clock.now());
  }

  get status(): EntryStatus {
    const { next: _next, expired: _expired, ...status } = this.#machine;
    return status;
  }

  /** The latest 50 states before the present one, oldest first. */
  get history(): readonly EntryStatus[] {
    return this.#history;
  }

  take(input: EntryInput, why: 'unload' | 'shutdown' = 'unload'): void {
    if (input.type === 'unload') this.#why = why;
    const before = this.status;
    const at = { now: this.#deps.clock.now(), jitter: this.#deps.random.next() };
    const { state, effects } = stepEntry(this.#machine, input, at);
    if (state === this.#machine) return;
    this.#machine = state;
    for (const effect of effects) this.#run(effect);
    if (before.state !== state.state) {
      this.#history = [...this.#history, before].slice(-historyLength);
      this.#tell(state);
    }
    if (before.state !== state.state || before.needsReauth !== state.needsReauth)
      this.#deps.changed(this.status);
    if (!this.#isBusy) for (const resolve of this.#waiters.splice(0)) resolve();
  }

  /** Resolves when nothing is being set up or unloaded: it is loaded, at rest, waiting to retry, or has failed. */
  async settled(): Promise<void> {
    while (this.#isBusy) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }

  get #isBusy(): boolean {
    return this.#machine.state === 'setup_in_progress' || this.#machine.state === 'unload_in_progress';
  }

  #run(effect: EntryEffect): void {
    const { clock } = this.#deps;
    switch (effect.type) {
      case 'start':
        this.#abort = new AbortController();
        this.#after(() => this.#start(this.#abort));
        break;
      case 'stop':
        this.#abort.abort();
        this.#after(() => this.#stop());
        break;
      case 'discard':
        this.#after(() => this.#end('unload'));
        break;
      case 'wait':
        this.#timer?.[Symbol.dispose]();
        this.#timer = clock.timer(effect.until - clock.now(), () => this.take({ type: 'retry_due' }));
        break;
      case 'stop_waiting':
        this.#timer?.[Symbol.dispose]();
        break;
      case 'ask_to_sign_in':
        this.#deps.askToSignIn();
        break;
    }
  }

  #after(work: () => Promise<void>): void {
    this.#work = this.#work.then(work);
  }

  async #start(abort: AbortController): Promise<void> {
    const { clock, runner, entry, open, log } = this.#deps;
    if (abort.signal.aborted) return;
    const limit = clock.timer(setupLimitMs, () =>
      abort.abort(new TimedOut('Setting up took too long.', { details: { limit_ms: setupLimitMs } })),
    );
    let result: StartOutcome;
    try {
      result = await runner.start(entry(), open(), abort.signal);
    } catch (cause) {
      const tooLong = abort.signal.reason instanceof TimedOut;
      const error = asLifeOpsError(tooLong ? abort.signal.reason : cause);
      if (error.kind === 'Bug')
        log.error('Setting up an entry failed', { entry: entry().title, error: asError(cause) });
      result = {
        outcome: error.kind === 'Bug' || error.kind === 'InvalidInput' ? 'failed' : 'retry',
        error: errorToRecord(error),
      };
    } finally {
      limit[Symbol.dispose]();
    }
    // What was given up is ended by the stop that follows.
    const isGivenUp = abort.signal.aborted && !(abort.signal.reason instanceof TimedOut);
    if (result.outcome !== 'ready' && !isGivenUp) await this.#end('unload');
    this.take({ type: 'started', result });
  }

  async #stop(): Promise<void> {
    await this.#end(this.#why);
    this.take({ type: 'unloaded' });
  }

  async #end(why: 'unload' | 'shutdown'): Promise<void> {
    try {
      await this.#deps.runner.stop(this.#deps.entry(), why);
    } catch (cause) {
      this.#deps.log.error('Unloading an entry was not clean', {
        entry: this.#deps.entry().title,
        error: asError(cause),
      });
    }
  }

  #tell({ state, tries, reason }: EntryMachine): void {
    const { log, entry } = this.#deps;
    const fields = { entry: entry().title, integration: entry().integration, reason: reason ?? undefined };
    if (state === 'setup_retry' && tries === 1)
      log.warn('An entry is not ready; it is tried again by itself', fields);
    else if (state === 'setup_retry') log.debug('An entry is still not ready', fields);
    else if (state === 'setup_error' || state === 'migration_error')
      log.error('An entry could not be set up', fields);
    else if (state === 'loaded') log.info('An entry is loaded', fields);
  }
}
