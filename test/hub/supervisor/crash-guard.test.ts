import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@lifeops/lib/testing';
import { guardCrashes } from '../../../hub/src/supervisor/crash-guard.ts';
import type { CrashDump } from '../../../hub/src/supervisor/crash-guard.ts';
import { crashFileWriter } from '../../../hub/src/supervisor/node/crash-file.ts';
import { logCapture } from '../logging/log-capture.ts';

function guard(options: { readonly writeDump?: (dump: CrashDump) => string | undefined } = {}) {
  const clock = new FakeClock();
  const { hubLog, records } = logCapture({ clock });
  const source = new EventEmitter();
  const exits: number[] = [];
  const dumps: CrashDump[] = [];
  const held = guardCrashes({
    clock,
    log: hubLog.logger,
    source,
    clean: (error) => hubLog.clean(error),
    context: () => ({ version: '1' }),
    writeDump: (dump) => {
      dumps.push(dump);
      return options.writeDump ? options.writeDump(dump) : 'crash.json';
    },
    exit: (code) => exits.push(code),
  });
  return { source, exits, dumps, records, held, clock };
}

const secret = `lo_${'s'.repeat(43)}`;

describe('guardCrashes', () => {
  it('logs an exception as a Bug with a report, and ends with code 1', () => {
    const { source, exits, dumps, records } = guard();
    source.emit('uncaughtException', new TypeError(`x with ${secret}`));
    assert.deepEqual(exits, [1]);
    assert.equal(dumps[0]?.kind, 'uncaughtException');
    const error = records[0]?.fields['error'] as {
      readonly code: string;
      readonly cause: { readonly name: string };
    };
    assert.equal(error.code, 'bug');
    assert.equal(error.cause.name, 'TypeError');
    assert.equal(records[0]?.fields['report'], 'crash.json');
    assert.doesNotMatch(JSON.stringify([dumps, records]), /sssss/);
  });

  it('tells a rejection that nobody handled, and goes on', () => {
    const { source, exits, dumps, records } = guard();
    source.emit('unhandledRejection', 'just text');
    assert.deepEqual(exits, []);
    assert.equal(dumps.length, 1);
    assert.equal(records[0]?.level, 'error');
  });

  it('ends even when the report breaks', () => {
    const { source, exits } = guard({
      writeDump: () => {
        throw new Error('no disk');
      },
    });
    assert.throws(() => source.emit('uncaughtException', new Error('x')), /no disk/);
    assert.deepEqual(exits, [1]);
  });

  it('writes no more than twenty reports', () => {
    const { source, dumps, records } = guard();
    for (let i = 0; i < 50; i++) source.emit('unhandledRejection', new Error(`no ${i}`));
    assert.equal(dumps.length, 20);
    assert.equal(records.length, 50);
  });

  it('listens no more when it is disposed', () => {
    const { source, held } = guard();
    held[Symbol.dispose]();
    assert.equal(source.listenerCount('uncaughtException') + source.listenerCount('unhandledRejection'), 0);
  });
});

describe('crashFileWriter', () => {
  it('writes reports for the owner alone, keeps the last ten, and gives none where it cannot', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lifeops-crash-'));
    try {
      const write = crashFileWriter(folder);
      let last: string | undefined;
      for (let i = 0; i < 12; i++)
        last = write({ at: 1_767_225_600_000 + i, kind: 'uncaughtException', error: { i }, context: {} });
      const names = await readdir(join(folder, 'logs'));
      assert.equal(names.length, 10);
      assert.ok(last);
      assert.equal((await stat(last)).mode & 0o777, 0o600);
      assert.deepEqual(JSON.parse(await readFile(last, 'utf8')).error, { i: 11 });
      assert.equal(
        crashFileWriter('/dev/null/x')({ at: 0, kind: 'uncaughtException', error: {}, context: {} }),
        undefined,
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
