import assert from 'node:assert/strict';
import { clonedPipe } from '@lifeops/lib/host';
import { FakeClock } from '@lifeops/lib/testing';
import fc from 'fast-check';
import { Connection } from '../../../hub/src/host/connection.ts';
import type { Notice } from '../../../hub/src/host/connection.ts';
import { NoticeOrder } from '../../../hub/src/host/notice-order.ts';

function connected() {
  const { host, runtime } = clonedPipe();
  const notices: Notice[] = [];
  const connection = new Connection(host, (notice) => notices.push(notice));
  connection.open();
  const heard: { readonly type: string; readonly id?: number }[] = [];
  runtime.receive((message) => heard.push(message));
  return { connection, runtime, notices, heard, settle: () => new FakeClock().settle() };
}

describe('a connection to an integration', () => {
  it('matches answers to questions by number, in whatever order they come', async () => {
    const { connection, runtime, settle } = connected();
    const first = connection.request({ type: 'diagnose' });
    const second = connection.request({ type: 'diagnose' });
    await settle();
    runtime.send({ type: 'reply', id: 2, result: 'b' });
    runtime.send({ type: 'reply', id: 7, result: 'nobody asked' });
    runtime.send({ type: 'reply', id: 1, result: 'a' });
    runtime.send({ type: 'reply', id: 1, result: 'again' });
    assert.deepEqual(await Promise.all([first, second]), ['a', 'b']);
  });

  it('cancels on both sides by the signal, and forgets the late answer', async () => {
    const { connection, runtime, heard, settle } = connected();
    const cancel = new AbortController();
    const asked = connection.request({ type: 'diagnose' }, cancel.signal);
    asked.catch(() => {});
    cancel.abort();
    await assert.rejects(asked);
    runtime.send({ type: 'reply', id: 1, result: 'late' });
    await settle();
    assert.deepEqual(
      heard.map(({ type }) => type),
      ['diagnose', 'cancel'],
    );
    await assert.rejects(connection.request({ type: 'diagnose' }, cancel.signal));
    await settle();
    assert.equal(heard.length, 2);
  });

  it('refuses what waits and what comes once it has ended, and hears nothing more', async () => {
    const { connection, runtime, notices, settle } = connected();
    const waiting = connection.request({ type: 'diagnose' });
    connection[Symbol.dispose]();
    await assert.rejects(waiting, { kind: 'Unavailable' });
    await assert.rejects(connection.request({ type: 'diagnose' }), { kind: 'Unavailable' });
    runtime.send({ type: 'log', level: 'info', message: 'late', fields: {} });
    await settle();
    assert.deepEqual(notices, []);
  });
});

describe('NoticeOrder', () => {
  it('handles everything once and in the order in which it came, waiting or not, failing or not', async () => {
    const kinds = fc.array(fc.constantFrom('now', 'later', 'fails now', 'fails later'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(kinds, fc.array(fc.nat(40)), async (notices, pauses) => {
        const handled: number[] = [];
        const failed: number[] = [];
        const order = new NoticeOrder<number>(
          (n) => {
            const kind = notices[n] ?? '';
            const end = () => {
              handled.push(n);
              if (kind.startsWith('fails')) throw new Error(String(n));
            };
            return kind.endsWith('later')
              ? Promise.resolve()
                  .then(() => Promise.resolve())
                  .then(end)
              : end();
          },
          (cause) => failed.push(Number((cause as Error).message)),
        );
        for (const n of notices.keys()) {
          order.push(n);
          if (pauses.includes(n)) await Promise.resolve();
        }
        await order.settled();
        assert.deepEqual(handled, [...notices.keys()]);
        assert.deepEqual(
          failed,
          [...notices.keys()].filter((n) => notices[n]?.startsWith('fails')),
        );
      }),
      { numRuns: 200 },
    );
  });
});
