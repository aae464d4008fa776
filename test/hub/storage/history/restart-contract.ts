import assert from 'node:assert/strict';
import { Unavailable } from '@lifeops/lib';
import { batch, event, latest, point, state } from './sample-history.ts';
import type { OpenedHistory } from './history-fixture.ts';

/** What holds for a metrics database on a disk. */
export function restartContract(open: (running: Mocha.Context) => Promise<OpenedHistory>): void {
  it('has all of it after a restart, and goes on', async function () {
    await using opened = await open(this);
    const rows = [state('a', 1, 1), state('a', 2, 2, { value: false })];
    await opened.store.write(
      batch({ states: rows, latest: [latest('a', 2)], events: [event(3, 3, 'x')], series: [point(1)] }),
    );
    const store = await opened.reopen();
    await store.write(batch({ states: [state('a', 3, 4)] }));
    const found = await store.states({ uids: ['a'], start: 0, end: 9, limit: 9 });
    assert.deepEqual(found.get('a'), [...rows, state('a', 3, 4)]);
    assert.deepEqual(await store.latest(), [latest('a', 2)]);
    assert.equal(await store.lastSeq(), 4);
  });

  it('writes nothing of a batch that it cannot write whole, and takes the next one', async function () {
    await using opened = await open(this);
    const { store } = opened;
    const good = [state('new', 1, 1, { attributes: { seen: 'first' } })];
    const impossible = latest('b', 2, { node: null as unknown as string });
    await assert.rejects(
      store.write(batch({ states: good, latest: [impossible] })),
      (cause) => cause instanceof Unavailable && cause.code === 'storage-failed',
    );
    assert.equal(await store.lastSeq(), 0);
    assert.deepEqual((await store.states({ uids: ['new'], start: 0, end: 9, limit: 9 })).get('new'), []);
    await store.write(batch({ states: good }));
    assert.deepEqual((await store.states({ uids: ['new'], start: 0, end: 9, limit: 9 })).get('new'), good);
  });

  it('stores odd text from a device in a form that every database takes', async function () {
    await using opened = await open(this);
    const odd = state('a', 1, 1, { value: 'nul \0 and half \ud800', attributes: { text: '\0' } });
    await opened.store.write(batch({ states: [odd], series: [point(1, { type: 'a\0', key: '\0' })] }));
    const [read] = (await opened.store.states({ uids: ['a'], start: 0, end: 9, limit: 9 })).get('a') ?? [];
    assert.deepEqual(read, { ...odd, value: 'nul \ufffd and half \ufffd' });
    const [stored] = await opened.store.series({ series: 'health_metrics', start: 0, end: 9, limit: 9 });
    assert.deepEqual(stored, point(1, { type: 'a\ufffd', key: '\ufffd' }));
  });
}
