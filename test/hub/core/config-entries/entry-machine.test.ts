import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorToRecord, NotReady } from '@lifeops/lib';
import { newEntry, retryWaitMs, stepEntry } from '../../../../hub/src/core/config-entries/entry-machine.ts';
import type {
  EntryInput,
  EntryMachine,
  StartOutcome,
} from '../../../../hub/src/core/config-entries/entry-machine.ts';

const error = errorToRecord(new NotReady('The bridge is starting.'));
const at = { now: 1_000_000, jitter: 0 };
const run = (inputs: readonly EntryInput[]): EntryMachine =>
  inputs.reduce((state, input) => stepEntry(state, input, at).state, newEntry(0));
const setup: EntryInput = { type: 'setup' };
const became = (outcome: 'ready' | 'retry' | 'reauth' | 'failed' | 'migration'): EntryInput => ({
  type: 'started',
  result: outcome === 'ready' ? { outcome } : { outcome, error },
});

const pathTo: Readonly<Record<EntryMachine['state'], readonly EntryInput[]>> = {
  not_loaded: [],
  setup_in_progress: [setup],
  loaded: [setup, became('ready')],
  setup_error: [setup, became('failed')],
  setup_retry: [setup, became('retry')],
  migration_error: [setup, became('migration')],
  unload_in_progress: [setup, became('ready'), { type: 'unload' }],
};

describe('stepEntry', () => {
  const table: readonly (readonly [
    keyof typeof pathTo,
    EntryInput,
    EntryMachine['state'],
    readonly string[],
  ])[] = [
    ['not_loaded', setup, 'setup_in_progress', ['start']],
    ['not_loaded', { type: 'reload' }, 'setup_in_progress', ['start']],
    ['not_loaded', { type: 'unload' }, 'not_loaded', []],
    ['setup_in_progress', became('ready'), 'loaded', []],
    ['setup_in_progress', became('retry'), 'setup_retry', ['wait']],
    ['setup_in_progress', became('reauth'), 'setup_error', ['ask_to_sign_in']],
    ['setup_in_progress', became('failed'), 'setup_error', []],
    ['setup_in_progress', became('migration'), 'migration_error', []],
    ['setup_in_progress', { type: 'reload' }, 'unload_in_progress', ['stop']],
    ['setup_in_progress', { type: 'unload' }, 'unload_in_progress', ['stop']],
    ['setup_in_progress', setup, 'setup_in_progress', []],
    ['setup_in_progress', { type: 'auth_expired', error }, 'setup_in_progress', []],
    ['setup_retry', { type: 'retry_due' }, 'setup_in_progress', ['start']],
    ['setup_retry', { type: 'discovered' }, 'setup_in_progress', ['stop_waiting', 'start']],
    ['setup_retry', { type: 'reload' }, 'setup_in_progress', ['stop_waiting', 'start']],
    ['setup_retry', { type: 'unload' }, 'not_loaded', ['stop_waiting']],
    ['setup_error', { type: 'reload' }, 'setup_in_progress', ['start']],
    ['setup_error', { type: 'discovered' }, 'setup_error', []],
    ['setup_error', { type: 'unload' }, 'not_loaded', []],
    ['migration_error', { type: 'reload' }, 'setup_in_progress', ['start']],
    ['loaded', { type: 'reload' }, 'unload_in_progress', ['stop']],
    ['loaded', { type: 'unload' }, 'unload_in_progress', ['stop']],
    ['loaded', { type: 'crashed', error }, 'setup_retry', ['discard', 'wait']],
    ['loaded', { type: 'auth_expired', error }, 'loaded', ['ask_to_sign_in']],
    ['loaded', { type: 'discovered' }, 'loaded', []],
    ['unload_in_progress', { type: 'unloaded' }, 'not_loaded', []],
    ['unload_in_progress', became('ready'), 'unload_in_progress', []],
  ];
  for (const [from, input, to, effects] of table) {
    const name = input.type === 'started' ? `started: ${input.result.outcome}` : input.type;
    it(`goes from ${from} by ${name} to ${to}${effects.length > 0 ? `, with ${effects.join(' and ')}` : ''}`, () => {
      const step = stepEntry(run(pathTo[from]), input, at);
      assert.equal(step.state.state, to);
      assert.deepEqual(
        step.effects.map(({ type }) => type),
        effects,
      );
    });
  }

  it('sets up again after an unload when that was asked for last', () => {
    const unloading = run([setup, became('ready'), { type: 'unload' }, { type: 'reload' }]);
    assert.equal(stepEntry(unloading, { type: 'unloaded' }, at).state.state, 'setup_in_progress');
    const resting = stepEntry(unloading, { type: 'unload' }, at).state;
    assert.equal(stepEntry(resting, { type: 'unloaded' }, at).state.state, 'not_loaded');
  });

  it('waits 5, 10, 20, 40, 80, 80 seconds, a little more by chance, and longer when told so', () => {
    const waits: number[] = [];
    let state = run([setup]);
    for (let i = 0; i < 6; i++) {
      state = stepEntry(state, became('retry'), at).state;
      waits.push((state.retryAt ?? 0) - at.now);
      state = stepEntry(state, { type: 'retry_due' }, at).state;
    }
    assert.deepEqual(waits, [5000, 10_000, 20_000, 40_000, 80_000, 80_000]);
    assert.equal(retryWaitMs(0, 1, null), 5500);
    assert.equal(retryWaitMs(0, 0, 60_000), 60_000);
  });

  it('says why it waits or failed, and forgets that once it is well', () => {
    const waiting = run([setup, became('retry')]);
    assert.deepEqual([waiting.reason, waiting.errorCode, waiting.tries], [error.message, 'not-ready', 1]);
    const well = run([setup, became('retry'), { type: 'retry_due' }, became('ready')]);
    assert.deepEqual([well.reason, well.errorCode, well.tries, well.retryAt], [null, null, 0, null]);
  });

  it('asks to sign in when a source found that out before its set-up had ended, and not twice', () => {
    const during = run([setup, { type: 'auth_expired', error }]);
    const { state, effects } = stepEntry(during, became('ready'), at);
    assert.deepEqual(
      [state.state, state.needsReauth, effects],
      ['loaded', true, [{ type: 'ask_to_sign_in' }]],
    );
    const again = run([setup, became('reauth'), setup, { type: 'auth_expired', error }]);
    assert.deepEqual(stepEntry(again, became('ready'), at).effects, []);
    const mended = run([
      setup,
      { type: 'auth_expired', error },
      became('ready'),
      { type: 'reload' },
      { type: 'unloaded' },
    ]);
    assert.equal(stepEntry(mended, became('ready'), at).state.needsReauth, false);
  });

  it('keeps its promises for any sequence of inputs', () => {
    const outcome = fc.constantFrom<StartOutcome['outcome']>(
      'ready',
      'retry',
      'reauth',
      'failed',
      'migration',
    );
    const input: fc.Arbitrary<EntryInput> = fc.oneof(
      outcome.map(became),
      fc.constantFrom<EntryInput>(
        setup,
        { type: 'reload' },
        { type: 'unload' },
        { type: 'unloaded' },
        { type: 'retry_due' },
        { type: 'discovered' },
        { type: 'auth_expired', error },
        { type: 'crashed', error },
      ),
    );
    fc.assert(
      fc.property(fc.array(input, { maxLength: 40 }), (inputs) => {
        let state = newEntry(0);
        let running = false;
        let waiting = false;
        let asked = false;
        for (const one of inputs) {
          const before = state.state;
          const step = stepEntry(state, one, at);
          state = step.state;
          const heard = one.type === 'started' && before === 'setup_in_progress';
          if (heard && one.result.outcome !== 'ready') running = false;
          if (heard && one.result.outcome === 'ready') asked = false;
          if (one.type === 'unloaded' && before === 'unload_in_progress') running = false;
          if (one.type === 'retry_due') waiting = false;
          for (const { type } of step.effects) {
            if (type === 'start') {
              assert.equal(running, false, 'started twice without a stop');
              running = true;
            }
            if (type === 'discard') running = false;
            if (type === 'wait') waiting = true;
            if (type === 'stop_waiting') waiting = false;
            if (type === 'ask_to_sign_in') {
              assert.equal(asked, false, 'asked twice');
              asked = true;
            }
          }
          const active = ['setup_in_progress', 'loaded', 'unload_in_progress'].includes(state.state);
          assert.equal(running, active);
          assert.equal(waiting, state.state === 'setup_retry');
          assert.equal(state.retryAt !== null, state.state === 'setup_retry');
        }
      }),
      { numRuns: 300 },
    );
  });
});
