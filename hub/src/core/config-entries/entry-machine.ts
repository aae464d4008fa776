import type { EntryStatus, ErrorRecord, Instant } from '@lifeops/lib';

/** What came of a start. `failed`: not by waiting; `migration`: the stored config cannot be brought to this version. */
export type StartOutcome =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'retry' | 'reauth' | 'failed' | 'migration'; readonly error: ErrorRecord };

export interface EntryMachine extends EntryStatus {
  /** What follows an unload under way. */
  readonly next: 'setup' | 'rest';
  /** The sign-in that a source asked for before the set-up under way had ended. */
  readonly expired: ErrorRecord | null;
}

export type EntryInput =
  /** Load it, now. Also for what has failed. */
  | { readonly type: 'setup' }
  | { readonly type: 'started'; readonly result: StartOutcome }
  | { readonly type: 'retry_due' }
  /** The device was seen: what waits for it tries at once. */
  | { readonly type: 'discovered' }
  /** Unload if loaded, then set up. */
  | { readonly type: 'reload' }
  /** Disabled, removed, or the hub stops. */
  | { readonly type: 'unload' }
  | { readonly type: 'unloaded' }
  /** A loaded entry found that the person must sign in again. */
  | { readonly type: 'auth_expired'; readonly error: ErrorRecord }
  /** What ran it has ended by itself. */
  | { readonly type: 'crashed'; readonly error: ErrorRecord };

export type EntryEffect =
  | { readonly type: 'start' }
  | { readonly type: 'stop' }
  /** Clean up after what has ended by itself; no answer is awaited. */
  | { readonly type: 'discard' }
  | { readonly type: 'wait'; readonly until: Instant }
  | { readonly type: 'stop_waiting' }
  /** Ask the person to sign in again; never twice before it has helped. */
  | { readonly type: 'ask_to_sign_in' };

export interface EntryStep {
  readonly state: EntryMachine;
  readonly effects: readonly EntryEffect[];
}

export const newEntry = (now: Instant): EntryMachine => ({
  state: 'not_loaded',
  reason: null,
  errorCode: null,
  since: now,
  tries: 0,
  retryAt: null,
  needsReauth: false,
  next: 'rest',
  expired: null,
});

/** Waits 5, 10, 20, 40, 80, 80, … seconds and up to a tenth more; longer when the other side says so. */
export const retryWaitMs = (tries: number, jitter: number, retryAfterMs: number | null): number =>
  Math.max(Math.round(5000 * 2 ** Math.min(tries, 4) * (1 + jitter / 10)), retryAfterMs ?? 0);

/**
 * The life of a config entry (hub-model §12). Pure: `jitter` is a random share, 0–1. What an input has no meaning for in a
 * state changes nothing: a late answer of a start that was given up, say.
 */
export function stepEntry(
  state: EntryMachine,
  input: EntryInput,
  at: { readonly now: Instant; readonly jitter: number },
): EntryStep {
  const to = (name: EntryMachine['state'], more: Partial<EntryMachine> = {}): EntryMachine => ({
    ...state,
    reason: null,
    errorCode: null,
    retryAt: null,
    next: 'rest',
    expired: null,
    ...more,
    state: name,
    since: name === state.state ? state.since : at.now,
  });
  const step = (next: EntryMachine, ...effects: EntryEffect[]): EntryStep => ({ state: next, effects });
  const retry = (error: ErrorRecord): EntryStep => {
    const until = at.now + retryWaitMs(state.tries, at.jitter, error.retryAfterMs);
    const tries = state.tries + 1;
    return step(to('setup_retry', { ...why(error), tries, retryAt: until }), { type: 'wait', until });
  };

  switch (state.state) {
    case 'not_loaded':
    case 'setup_error':
    case 'migration_error':
      if (input.type === 'setup' || input.type === 'reload')
        return step(to('setup_in_progress', { tries: 0 }), { type: 'start' });
      if (input.type === 'unload' && state.state !== 'not_loaded')
        return step(to('not_loaded', { tries: 0 }));
      break;
    case 'setup_in_progress':
      if (input.type === 'started') return step(...started(state, input.result, { to, retry }));
      if (input.type === 'unload') return step(to('unload_in_progress'), { type: 'stop' });
      if (input.type === 'reload') return step(to('unload_in_progress', { next: 'setup' }), { type: 'stop' });
      if (input.type === 'auth_expired') return step({ ...state, expired: input.error });
      break;
    case 'setup_retry':
      if (input.type === 'retry_due') return step(to('setup_in_progress'), { type: 'start' });
      if (input.type === 'discovered' || input.type === 'setup') {
        return step(to('setup_in_progress'), { type: 'stop_waiting' }, { type: 'start' });
      }
      if (input.type === 'reload')
        return step(to('setup_in_progress', { tries: 0 }), { type: 'stop_waiting' }, { type: 'start' });
      if (input.type === 'unload') return step(to('not_loaded', { tries: 0 }), { type: 'stop_waiting' });
      break;
    case 'loaded':
      if (input.type === 'unload') return step(to('unload_in_progress'), { type: 'stop' });
      if (input.type === 'reload') return step(to('unload_in_progress', { next: 'setup' }), { type: 'stop' });
      if (input.type === 'crashed') {
        const { state: next, effects } = retry(input.error);
        return step(next, { type: 'discard' }, ...effects);
      }
      if (input.type === 'auth_expired' && !state.needsReauth) {
        return step(to('loaded', { ...why(input.error), needsReauth: true }), { type: 'ask_to_sign_in' });
      }
      break;
    case 'unload_in_progress':
      if (input.type === 'unload') return step({ ...state, next: 'rest' });
      if (input.type === 'setup' || input.type === 'reload') return step({ ...state, next: 'setup' });
      if (input.type === 'unloaded' && state.next === 'setup')
        return step(to('setup_in_progress', { tries: 0 }), { type: 'start' });
      if (input.type === 'unloaded') return step(to('not_loaded', { tries: 0 }));
      break;
  }
  return step(state);
}

const why = (error: ErrorRecord) => ({ reason: error.message, errorCode: error.code });

function started(
  state: EntryMachine,
  result: StartOutcome,
  make: {
    readonly to: (name: EntryMachine['state'], more?: Partial<EntryMachine>) => EntryMachine;
    readonly retry: (error: ErrorRecord) => EntryStep;
  },
): [EntryMachine, ...EntryEffect[]] {
  if (result.outcome === 'ready' && state.expired) {
    const next = make.to('loaded', { ...why(state.expired), tries: 0, needsReauth: true });
    return state.needsReauth ? [next] : [next, { type: 'ask_to_sign_in' }];
  }
  if (result.outcome === 'ready') return [make.to('loaded', { tries: 0, needsReauth: false })];
  if (result.outcome === 'retry') {
    const { state: next, effects } = make.retry(result.error);
    return [next, ...effects];
  }
  if (result.outcome === 'reauth') {
    const next = make.to('setup_error', { ...why(result.error), needsReauth: true });
    return state.needsReauth ? [next] : [next, { type: 'ask_to_sign_in' }];
  }
  return [make.to(result.outcome === 'failed' ? 'setup_error' : 'migration_error', why(result.error))];
}
