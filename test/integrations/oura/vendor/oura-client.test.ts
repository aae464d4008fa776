import assert from 'node:assert/strict';
import { dayCollectionNames } from '../../../../integrations/oura/src/vendor/collections.ts';
import { currentRing, instantOfRow } from '../../../../integrations/oura/src/vendor/device-documents.ts';
import { instantOf } from '../../../../integrations/oura/src/vendor/times.ts';
import { expected, fixtureDocuments, fixtureHeartRate } from '../fixtures.ts';
import { startWorld } from '../oura-world.ts';

const fortnight = { from: '2026-03-20', to: '2026-04-02' };
const weekend = {
  from: instantOf('2026-03-28T00:00:00+01:00') ?? 0,
  to: instantOf('2026-03-30T00:00:00+02:00') ?? 0,
};

describe('The client of Oura', () => {
  for (const dayBounds of ['inclusive', 'exclusive'] as const) {
    it(`reads every collection whole when Oura's bounds are ${dayBounds}`, async () => {
      await using world = await startWorld({ dayBounds });
      for (const name of dayCollectionNames) {
        const read = await world.client.days(name, fortnight, world.signal);
        const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).toSorted();
        assert.deepEqual(ids(read.documents), ids(fixtureDocuments[name] ?? []), name);
        assert.equal(read.complete, true);
        assert.deepEqual(read.problems, []);
      }
    });

    it(`keeps one day to itself when Oura's bounds are ${dayBounds}`, async () => {
      await using world = await startWorld({ dayBounds });
      const read = await world.client.days('sleep', { from: '2026-03-25', to: '2026-03-25' }, world.signal);
      assert.deepEqual(
        read.documents.map(({ type }) => String(type)).toSorted((a, b) => a.localeCompare(b)),
        ['late_nap', 'long_sleep'],
      );
    });
  }

  it('asks one day more on both sides', async () => {
    await using world = await startWorld();
    await world.client.days('daily_sleep', fortnight, world.signal);
    assert.deepEqual(world.simulator.requests[0]?.query, {
      start_date: '2026-03-19',
      end_date: '2026-04-03',
    });
  });

  it('sends the token in the header and never in the address', async () => {
    await using world = await startWorld();
    await world.client.personalInfo(world.signal);
    const [request] = world.simulator.requests;
    assert.match(request?.authorization ?? '', /^Bearer access-1$/);
    assert.deepEqual(request?.query, {});
  });

  it('follows pages with the same question until there are no more', async () => {
    await using world = await startWorld({ original: false, timeZone: 'Europe/Berlin', pageSize: 3 });
    const read = await world.client.days('sleep', fortnight, world.signal);
    assert.equal(read.documents.length, fixtureDocuments.sleep?.length);
    assert.equal(world.simulator.requests.length, 6);
  });

  it('goes on past an empty page that has a token', async () => {
    await using world = await startWorld({ original: false, pageSize: 5 });
    world.simulator.faults.set('sleep', { kind: 'empty_first_page' });
    const read = await world.client.days('sleep', fortnight, world.signal);
    assert.equal(read.documents.length, fixtureDocuments.sleep?.length);
  });

  it('sorts by day, as the order of documents is not promised', async () => {
    await using world = await startWorld();
    const [first] = fixtureDocuments.daily_stress ?? [];
    world.simulator.data.add('daily_stress', {
      ...JSON.parse(JSON.stringify(first)),
      id: 'late',
      day: '2026-03-19',
    });
    const read = await world.client.days(
      'daily_stress',
      { from: '2026-03-19', to: '2026-04-02' },
      world.signal,
    );
    assert.equal(read.documents[0]?.id, 'late');
  });

  it('asks long ranges in pieces and gives each document once', async () => {
    await using world = await startWorld({ original: false, historyDays: 150, pageSize: 500 });
    const read = await world.client.days(
      'daily_stress',
      { from: '2025-12-01', to: '2026-04-02' },
      world.signal,
    );
    assert.equal(world.simulator.requests.length, 3);
    assert.equal(read.documents.length, 123);
    assert.equal(new Set(read.documents.map(({ day }) => day)).size, 123);
  });

  it('reads all pages of the pulse, oldest first', async () => {
    await using world = await startWorld();
    const read = await world.client.series('heartrate', weekend, world.signal);
    assert.equal(world.simulator.requests.length, 3);
    assert.equal(read.documents.length, expected.heartrate.rows);
    assert.deepEqual(read.documents, fixtureHeartRate);
  });

  it('asks the pulse of at most thirty days at once and has no row twice at the seam', async () => {
    await using world = await startWorld();
    const row = {
      timestamp: '2026-03-31T00:00:00+00:00',
      timestamp_unix: 1_774_915_200_000,
      bpm: 1,
      source: 'awake',
    };
    world.simulator.data.add('heartrate', row);
    const from = row.timestamp_unix - 30 * 86_400_000;
    const read = await world.client.series(
      'heartrate',
      { from, to: row.timestamp_unix + 1000 },
      world.signal,
    );
    const windows = world.simulator.requests.filter(({ query }) => !('next_token' in query));
    assert.equal(windows.length, 2);
    assert.equal(read.documents.filter(({ bpm }) => bpm === 1).length, 1);
  });

  it('keeps two samples of one moment when their sources differ', async () => {
    await using world = await startWorld();
    const [row] = fixtureHeartRate;
    assert.ok(row);
    world.simulator.data.add('heartrate', { ...JSON.parse(JSON.stringify(row)), source: 'workout' });
    const read = await world.client.series('heartrate', weekend, world.signal);
    assert.equal(read.documents.length, expected.heartrate.rows + 1);
  });

  it('gives the newest sample', async () => {
    await using world = await startWorld();
    const pulse = await world.client.latest('heartrate', world.signal);
    assert.equal(pulse && instantOfRow(pulse), Date.parse('2026-03-29T21:55:14Z'));
    assert.equal((await world.client.latest('ring_battery_level', world.signal))?.level, 63);
  });

  it('takes the ring that was set up last for the present one', async () => {
    await using world = await startWorld();
    const { documents } = await world.client.rings(world.signal);
    assert.equal(documents.length, 2);
    assert.equal(currentRing(documents.toReversed())?.hardware_type, 'gen4');
    assert.equal(currentRing([]), null);
  });

  it('gives one document by id, and null for one that is gone', async () => {
    await using world = await startWorld();
    const [vo2] = fixtureDocuments.vO2_max ?? [];
    assert.deepEqual(await world.client.document('vO2_max', vo2?.id ?? '', world.signal), vo2);
    assert.equal(world.simulator.requests[0]?.path, `/v2/usercollection/vO2_max/${vo2?.id}`);
    world.simulator.data.remove('vO2_max', vo2?.id ?? '');
    assert.equal(await world.client.document('vO2_max', vo2?.id ?? '', world.signal), null);
  });

  it('sees revisions and late documents when it asks again', async () => {
    await using world = await startWorld();
    const today = { from: '2026-04-02', to: '2026-04-02' };
    const score = async () =>
      (await world.client.days('daily_sleep', today, world.signal)).documents[0]?.score;
    const id = fixtureDocuments.daily_sleep?.at(-1)?.id ?? '';
    world.simulator.data.hold('daily_sleep', id, world.clock.now() + 60_000);
    assert.equal(await score(), undefined);
    await world.clock.advance(60_000);
    assert.equal(await score(), 89);
    world.simulator.data.revise('daily_sleep', id, { score: 91 });
    assert.equal(await score(), 91);
  });

  it('reads the sandbox with any token', async () => {
    await using world = await startWorld(
      {},
      { sandbox: true, accessToken: () => Promise.resolve('anything') },
    );
    const read = await world.client.days('sleep', fortnight, world.signal);
    assert.equal(read.documents.length, fixtureDocuments.sleep?.length);
    assert.equal(world.simulator.requests[0]?.path, '/v2/sandbox/usercollection/sleep');
  });

  it('tells of a document that it cannot read, so that its absence is no removal', async () => {
    await using world = await startWorld();
    world.simulator.data.add('daily_stress', { id: 'x', day: '2026-03-25', stress_high: 'much' });
    world.simulator.data.add('daily_stress', { id: '', day: '2026-03-25' });
    const read = await world.client.days('daily_stress', fortnight, world.signal);
    assert.equal(read.complete, false);
    assert.deepEqual(
      read.problems.map(({ path, dropped }) => ({ path, dropped })),
      [
        { path: 'stress_high', dropped: false },
        { path: 'id', dropped: true },
      ],
    );
    assert.equal(read.documents.find(({ id }) => id === 'x')?.stress_high, null);
  });
});
