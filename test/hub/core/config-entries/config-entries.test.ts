import assert from 'node:assert/strict';
import {
  AuthExpired,
  Conflict,
  errorToRecord,
  InvalidInput,
  NotFound,
  NotReady,
  Unavailable,
} from '@lifeops/lib';
import type { ConfigEntry, JsonObject } from '@lifeops/lib';
import { ConfigEntries } from '../../../../hub/src/core/config-entries/config-entries.ts';
import type { StartOutcome } from '../../../../hub/src/core/config-entries/entry-machine.ts';
import { context, makeKernel, MemoryTable } from '../kernel.ts';

type Start = (entry: ConfigEntry, config: JsonObject, signal: AbortSignal) => Promise<StartOutcome>;

const ready: StartOutcome = { outcome: 'ready' };
const fields = {
  integration: 'pool',
  title: 'Pool',
  source: 'user' as const,
  config: { host: 'a', token: 'hunter2' },
};

function setUp(table = new MemoryTable<ConfigEntry>((row) => row.uid)) {
  const kernel = makeKernel();
  const done: string[] = [];
  const control: { start: Start; stop: () => Promise<void> } = {
    start: async () => ready,
    stop: async () => {},
  };
  const asked: string[] = [];
  const entries = new ConfigEntries({
    ...kernel,
    table,
    context,
    sealer: {
      seal: (plain) => Buffer.from(plain).toString('base64'),
      open: (sealed) => Buffer.from(sealed, 'base64').toString(),
    },
    secretsOf: () => ['/token'],
    runner: {
      start: async (entry, config, signal) => {
        done.push(`start ${entry.title}`);
        return control.start(entry, config, signal);
      },
      stop: async (entry, why) => {
        await control.stop();
        done.push(`stop ${entry.title} ${why}`);
      },
    },
    cleanUp: async ({ title }) => void done.push(`clean up ${title}`),
    askToSignIn: ({ title }) => asked.push(title),
  });
  const states: string[] = [];
  kernel.bus.on('config_entry_updated', ({ data }) => states.push(data.state ?? data.action), {
    owner: 'test',
  });
  return { ...kernel, table, entries, control, done, asked, states };
}

describe('ConfigEntries', () => {
  it('stores a new entry, sets it up, and tells every step', async () => {
    const { entries, states, table, clock } = setUp();
    const entry = await entries.create(fields, context);
    await entries.settled();
    assert.equal(entries.status(entry.uid).state, 'loaded');
    assert.deepEqual(states, ['create', 'setup_in_progress', 'loaded']);
    assert.equal(table.rows.get(entry.uid)?.createdAt, clock.now());
    assert.deepEqual(
      entries.historyOf(entry.uid).map(({ state }) => state),
      ['not_loaded', 'setup_in_progress'],
    );
  });

  it('keeps secrets sealed in the row, gives them to the runner in the clear, and to nobody else', async () => {
    const { entries, control, table } = setUp();
    let given: JsonObject | undefined;
    control.start = async (_entry, config) => {
      given = config;
      return ready;
    };
    const { uid } = await entries.create(fields, context);
    await entries.settled();
    assert.deepEqual(given, fields.config);
    assert.ok(!JSON.stringify(table.rows.get(uid)).includes('hunter2'));
    assert.equal(entries.get(uid)?.config['host'], 'a');
    assert.deepEqual(entries.redacted(uid).config, { host: 'a' });
  });

  it('refuses a second entry for the same account of the same integration', async () => {
    const { entries, table } = setUp();
    const { uid } = await entries.create({ ...fields, uniqueId: 'alex' }, context);
    await assert.rejects(
      entries.create({ ...fields, uniqueId: 'alex' }, context),
      (error: unknown) => error instanceof Conflict && error.code === 'already-configured',
    );
    await entries.create({ ...fields, uniqueId: 'alex', integration: 'oura' }, context);
    await entries.create(fields, context);
    await entries.create(fields, context);
    assert.equal(table.rows.size, 4);
    assert.equal(entries.ofAccount('pool', 'alex')?.uid, uid);
    await entries[Symbol.asyncDispose]();
  });

  it('tries again by itself until it is ready, and cleans up after each failure', async () => {
    const { entries, control, clock, done, log } = setUp();
    let left = 2;
    control.start = async () => {
      if (left-- > 0) throw new NotReady('The pump sleeps.');
      return ready;
    };
    const { uid } = await entries.create(fields, context);
    await entries.settled();
    const { state, reason, tries, retryAt } = entries.status(uid);
    assert.deepEqual([state, reason, tries], ['setup_retry', 'The pump sleeps.', 1]);
    assert.ok(retryAt !== null && retryAt >= clock.now() + 5000 && retryAt <= clock.now() + 5500);
    await clock.advance(20_000);
    assert.equal(entries.status(uid).state, 'loaded');
    assert.deepEqual(done, [
      'start Pool',
      'stop Pool unload',
      'start Pool',
      'stop Pool unload',
      'start Pool',
    ]);
    assert.equal(log.lines.filter(({ level }) => level === 'warn').length, 1);
    await entries[Symbol.asyncDispose]();
  });

  it('tries at once when the device is seen', async () => {
    const { entries, control, clock } = setUp();
    control.start = () => Promise.reject(new NotReady('asleep'));
    const { uid } = await entries.create(fields, context);
    await entries.settled();
    control.start = async () => ready;
    entries.discovered(uid);
    await entries.settled();
    assert.equal(entries.status(uid).state, 'loaded');
    assert.deepEqual(clock.pending, []);
  });

  it('tells faults that waiting cannot mend from those that it can', async () => {
    for (const [error, state] of [
      [new InvalidInput('no such host'), 'setup_error'],
      [new RangeError('a bug'), 'setup_error'],
      [new Unavailable('down'), 'setup_retry'],
    ] as const) {
      const { entries, control } = setUp();
      control.start = () => Promise.reject(error);
      const { uid } = await entries.create(fields, context);
      await entries.settled();
      assert.equal(entries.status(uid).state, state);
      await entries[Symbol.asyncDispose]();
    }
  });

  it('gives up a set-up that takes more than a minute, and tries it again later', async () => {
    const { entries, control, clock } = setUp();
    control.start = (_entry, _config, signal) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new RangeError('aborted'))),
      );
    const { uid } = await entries.create(fields, context);
    await clock.advance(60_000);
    assert.deepEqual(
      [entries.status(uid).state, entries.status(uid).errorCode],
      ['setup_retry', 'timed-out'],
    );
    await entries[Symbol.asyncDispose]();
  });

  it('asks once to sign in again, whatever finds it out, until that has helped', async () => {
    const { entries, control, asked } = setUp();
    const { uid } = await entries.create(fields, context);
    await entries.settled();
    const error = errorToRecord(new AuthExpired('refused'));
    entries.authExpired(uid, error);
    entries.authExpired(uid, error);
    control.start = async () => ({ outcome: 'reauth', error });
    entries.reload(uid);
    await entries.settled();
    assert.deepEqual(asked, ['Pool']);
    assert.deepEqual([entries.status(uid).state, entries.status(uid).needsReauth], ['setup_error', true]);
    control.start = async () => ready;
    await entries.update(uid, { config: { host: 'a', token: 'new' } }, { context });
    await entries.settled();
    assert.equal(entries.status(uid).needsReauth, false);
    entries.authExpired(uid, error);
    assert.deepEqual(asked, ['Pool', 'Pool']);
  });

  it('sets up again after a crash, with a wait', async () => {
    const { entries, clock, done } = setUp();
    const { uid } = await entries.create(fields, context);
    await entries.settled();
    entries.crashed(uid, errorToRecord(new Unavailable('The worker ended.')));
    assert.equal(entries.status(uid).state, 'setup_retry');
    await clock.advance(6000);
    assert.equal(entries.status(uid).state, 'loaded');
    assert.deepEqual(done, ['start Pool', 'stop Pool unload', 'start Pool']);
  });

  describe('changing', () => {
    it('reloads for another config or other options, and for nothing else', async () => {
      const { entries, done, states } = setUp();
      const { uid } = await entries.create(fields, context);
      await entries.settled();
      done.length = 0;
      states.length = 0;
      await entries.update(uid, { title: 'My pool', config: { ...fields.config }, options: {} }, { context });
      await entries.settled();
      assert.deepEqual([done, states], [[], ['update']]);
      await entries.update(uid, { options: { fast: true } }, { context });
      await entries.settled();
      assert.deepEqual(done, ['stop My pool unload', 'start My pool']);
      await entries.update(
        uid,
        { config: { host: 'b', token: 'hunter2' }, version: 2 },
        { context, reload: false },
      );
      assert.equal(done.length, 2);
      assert.deepEqual(entries.openConfig(uid), { host: 'b', token: 'hunter2' });
    });

    it('never starts twice at once, however often it is reloaded', async () => {
      const { entries, control, clock } = setUp();
      let running = 0;
      let most = 0;
      control.start = async (_entry, _config, signal) => {
        most = Math.max(most, ++running);
        await clock.sleep(10, signal).catch(() => {});
        return ready;
      };
      control.stop = async () => {
        await clock.sleep(5);
        running -= 1;
      };
      const { uid } = await entries.create(fields, context);
      for (let i = 0; i < 5; i++) {
        entries.reload(uid);
        await clock.advance(3);
      }
      await clock.until(entries.settled());
      assert.deepEqual([most, running, entries.status(uid).state], [1, 1, 'loaded']);
    });

    it('disables and enables at once, and keeps a disabled one at rest over a restart', async () => {
      const { entries, table, done } = setUp();
      const { uid } = await entries.create(fields, context);
      await entries.setDisabled(uid, true, context);
      assert.equal(entries.status(uid).state, 'not_loaded');
      entries.reload(uid);
      assert.equal(entries.status(uid).state, 'not_loaded');
      const next = setUp(table);
      await next.entries.load();
      next.entries.startAll();
      await next.entries.settled();
      assert.deepEqual(next.done, []);
      await next.entries.setDisabled(uid, false, context);
      await next.entries.settled();
      assert.deepEqual(next.done, ['start Pool']);
      assert.deepEqual(done, ['start Pool', 'stop Pool unload']);
    });

    it('removes: unloads, takes away what belongs to it, forgets the row', async () => {
      const { entries, table, done } = setUp();
      const { uid } = await entries.create(fields, context);
      await entries.settled();
      await entries.remove(uid, context);
      assert.deepEqual(done, ['start Pool', 'stop Pool unload', 'clean up Pool']);
      assert.equal(table.rows.size, 0);
      assert.throws(() => entries.status(uid), NotFound);
    });

    it('keeps nothing of an entry that storage refuses', async () => {
      const { entries, table, done } = setUp();
      table.failNext = new RangeError('disk full');
      await assert.rejects(entries.create(fields, context), /disk full/);
      assert.deepEqual([entries.all(), done], [[], []]);
    });
  });

  it('starts all entries side by side, and stops them all with the hub', async () => {
    const { table } = setUp();
    const hub = setUp(table);
    for (const title of ['a', 'b']) await hub.entries.create({ ...fields, title }, context);
    await hub.entries[Symbol.asyncDispose]();
    const next = setUp(table);
    await next.entries.load();
    next.control.start = async (entry) => {
      if (entry.title === 'a') await next.clock.sleep(1000);
      return ready;
    };
    next.entries.startAll();
    await next.clock.settle();
    assert.deepEqual(next.done, ['start a', 'start b']);
    await next.clock.until(next.entries.settled());
    await next.entries[Symbol.asyncDispose]();
    assert.deepEqual(
      next.done.slice(2).toSorted((a, b) => a.localeCompare(b)),
      ['stop a shutdown', 'stop b shutdown'],
    );
  });
});
