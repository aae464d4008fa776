import assert from 'node:assert/strict';
import { silentLogger } from '@lifeops/lib';
import { ConfigHolder } from '../../../hub/src/config/config-holder.ts';
import { reloadOnHangup } from '../../../hub/src/config/node/reload-on-hangup.ts';
import { load } from './load-in-memory.ts';

async function held() {
  const texts: Record<string, string> = { 'config.yaml': 'log: { level: info }' };
  const holder = new ConfigHolder({ load: () => load(texts), log: silentLogger }, await load(texts));
  const calls: string[] = [];
  const participate = (name: string, fail?: (level: string) => boolean) =>
    holder.participate(name, async (next, previous) => {
      calls.push(`${name} ${previous.config.log.level}→${next.config.log.level}`);
      await Promise.resolve();
      if (fail?.(next.config.log.level)) throw new Error(`${name} cannot`);
    });
  const write = (level: string) => void (texts['config.yaml'] = `log: { level: ${level} }`);
  return { holder, calls, participate, write, texts };
}

describe('ConfigHolder', () => {
  it('applies a new configuration to all in the order of registration, then says that it changed', async () => {
    const { holder, calls, participate, write } = await held();
    participate('first');
    participate('second');
    using _listening = holder.changed(({ next }) => void calls.push(`changed ${next.config.log.level}`));
    write('debug');
    assert.equal(await holder.reload(), true);
    assert.deepEqual(calls, ['first info→debug', 'second info→debug', 'changed debug']);
    assert.equal(holder.current.config.log.level, 'debug');
  });

  it('touches nothing when the values are the same, and still learns new places', async () => {
    const { holder, calls, participate, texts } = await held();
    participate('first');
    texts['config.yaml'] = '# a comment\nlog:\n  level: info\n';
    assert.equal(await holder.reload(), false);
    assert.deepEqual(calls, []);
    assert.deepEqual(holder.current.origins.at('/log/level'), {
      from: 'file',
      file: 'config.yaml',
      line: 3,
      column: 10,
    });
  });

  it('touches nothing when the new configuration is broken', async () => {
    const { holder, calls, participate, write } = await held();
    participate('first');
    write('loud');
    await assert.rejects(holder.reload(), { code: 'invalid-config' });
    assert.deepEqual(calls, []);
    assert.equal(holder.current.config.log.level, 'info');
  });

  it('rolls back those applied, the last first, when one cannot', async () => {
    const { holder, calls, participate, write } = await held();
    const changes: unknown[] = [];
    using _listening = holder.changed((change) => void changes.push(change));
    participate('first');
    participate('second');
    participate('third', (level) => level === 'debug');
    participate('fourth');
    write('debug');
    await assert.rejects(holder.reload(), /third cannot/);
    assert.deepEqual(calls, [
      'first info→debug',
      'second info→debug',
      'third info→debug',
      'second debug→info',
      'first debug→info',
    ]);
    assert.equal(holder.current.config.log.level, 'info');
    assert.deepEqual(changes, []);
  });

  it('rolls back the others and reports both failures when a roll-back fails', async () => {
    const { holder, calls, participate, write } = await held();
    participate('first');
    participate('second', (level) => level === 'info');
    participate('third', (level) => level === 'debug');
    write('debug');
    await assert.rejects(holder.reload(), (error: unknown) => {
      assert.ok(error instanceof AggregateError);
      assert.deepEqual(error.errors.map(String), ['Error: third cannot', 'Error: second cannot']);
      return true;
    });
    assert.equal(calls.at(-1), 'first debug→info');
  });

  it('runs one reload at a time, and goes on after one that failed', async () => {
    const { holder, calls, participate, write } = await held();
    participate('first', (level) => level === 'warn');
    const levels = ['debug', 'warn', 'error'];
    const reloads = levels.map((level) => {
      write(level);
      return holder.reload();
    });
    // All three load the text of the last write, as loading begins when the one before has ended.
    assert.deepEqual(await Promise.all(reloads), [true, false, false]);
    assert.deepEqual(calls, ['first info→error']);
    write('warn');
    const failing = assert.rejects(holder.reload(), /first cannot/);
    const next = holder.reload();
    await failing;
    await assert.rejects(next, /first cannot/);
    write('debug');
    assert.equal(await holder.reload(), true);
  });

  it('forgets a participant that was disposed', async () => {
    const { holder, calls, participate, write } = await held();
    participate('first')[Symbol.dispose]();
    write('debug');
    await holder.reload();
    assert.deepEqual(calls, []);
  });
});

describe('reloadOnHangup', () => {
  it('reloads on SIGHUP, keeps a bad configuration out, and stops listening when disposed', async () => {
    const { holder, write } = await held();
    const listeners = new Set<() => void>();
    const signals = {
      on: (_: 'SIGHUP', run: () => void) => listeners.add(run),
      off: (_: 'SIGHUP', run: () => void) => listeners.delete(run),
    };
    const said: string[] = [];
    const log = {
      ...silentLogger,
      info: (text: string) => void said.push(text),
      error: (text: string) => void said.push(text),
    };
    const listening = reloadOnHangup({ holder, log, signals });
    for (const level of ['debug', 'loud']) {
      write(level);
      for (const run of listeners) run();
      // The queue of the holder: this reload ends after the one that the signal began.
      await holder.reload().catch(() => {});
      await Promise.resolve();
    }
    assert.deepEqual(said, [
      'The configuration was reloaded',
      'The configuration was not reloaded; the former one stays',
    ]);
    assert.equal(holder.current.config.log.level, 'debug');
    listening[Symbol.dispose]();
    assert.equal(listeners.size, 0);
  });
});
