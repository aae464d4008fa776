import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import type { CompactChange, DeviceStateMessage } from '@lifeops/lib/protocol';
import type { EntityRecord } from '@lifeops/lib';
import type { JoinRequest } from '../../../../../hub/src/api/socket/live/state-fan-out.ts';
import { StateFanOut } from '../../../../../hub/src/api/socket/live/state-fan-out.ts';
import type { LiveClient } from '../../../../../hub/src/api/socket/live/live-group.ts';
import type { LivePacket } from '../../../../../hub/src/api/socket/live/live-packet.ts';
import { StateStore } from '../../../../../lib/src/client/state-store.ts';
import { context, report } from '../../../core/kernel.ts';
import { makeRegistries, saysEntity } from '../../../core/registries/registry-fixture.ts';

/** A client whose transport can be stopped; it keeps what it is sent as the real client does. */
class FakeClient implements LiveClient {
  readonly store = new StateStore((cause) => {
    throw cause;
  });
  readonly seqs: number[] = [];
  packets = 0;
  restarted = false;
  isSlow = false;

  get ready(): boolean {
    return !this.isSlow;
  }

  send({ text, frame }: LivePacket): void {
    assert.equal(this.isSlow, false, 'nothing is handed to a transport that is not ready');
    this.packets++;
    assert.equal(text.slice(0, 17), '2["device_state",');
    const { seq, changes } = JSON.parse(text.slice(17, -1)) as DeviceStateMessage;
    const [bytes] = frame as [Buffer];
    assert.ok(bytes.includes(text) && bytes[0] === 0x81);
    this.seqs.push(seq);
    this.store.apply(changes, seq);
  }

  restart(): void {
    this.restarted = true;
  }

  join(fanOut: StateFanOut, request: JoinRequest): void {
    const { seq, snapshot, missed } = fanOut.join(this, request);
    if (snapshot) this.store.reset(snapshot, seq);
    if (missed) this.send(missed);
  }

  get states() {
    return new Map(this.store.all().map((state) => [state.uid, [state.value, state.entityId]] as const));
  }
}

async function makeHome(count: number, options?: { readonly recentChanges: number }) {
  const hub = makeRegistries();
  const fanOut = new StateFanOut(hub, options);
  fanOut.start();
  const area = await hub.registries.areas.create({ name: 'Here' }, context);
  const rows = await hub.registries.entities.declare(
    Array.from({ length: count }, (_, i) => saysEntity(`s${i}`, { owner: i % 4 === 3 ? 'alex' : null })),
    context,
  );
  const writers = rows.map((row) => hub.states.claim(row, 'test'));
  const visible = (user: string | null, inArea: boolean) =>
    new Map(
      [...hub.states.all()]
        .map((state) => [state, hub.registries.entities.get(state.uid) as EntityRecord] as const)
        .filter(
          ([, row]) => (row.owner === null || row.owner === user) && (!inArea || row.areaUid === area.uid),
        )
        .map(([state]) => [state.uid as string, [state.value, state.entityId as string]] as const),
    );
  return { ...hub, fanOut, area, rows, writers, visible };
}

const sorted = (states: ReadonlyMap<string, unknown>) => [...states].toSorted(([a], [b]) => (a < b ? -1 : 1));

type Step =
  | { readonly kind: 'set'; readonly i: number; readonly value: number }
  | { readonly kind: 'remove' | 'rename' | 'move'; readonly i: number }
  | { readonly kind: 'slow' | 'reconnect'; readonly client: number }
  | { readonly kind: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('set' as const), i: fc.nat(7), value: fc.nat(9) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('remove' as const, 'rename' as const, 'move' as const),
      i: fc.nat(7),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('slow' as const, 'reconnect' as const), client: fc.nat(5) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(60) }) },
);

describe('fan-out of states', () => {
  it('ends every client, slow or fast, away or not, on the states that it may see', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60, size: 'max' }),
        fc.constantFrom(4, 30, 1000),
        async (steps, recentChanges) => {
          const home = await makeHome(8, { recentChanges });
          const { clock, fanOut, registries, states, writers, rows, area } = home;
          const views = [
            { userUid: null },
            { userUid: 'alex' },
            { userUid: 'alex', filter: { area_id: [area.uid] } },
          ] as const;
          const clients = Array.from({ length: 6 }, (_, i) => ({
            client: new FakeClient(),
            view: views[i % 3] as JoinRequest,
          }));
          for (const { client, view } of clients) client.join(fanOut, view);
          for (const one of steps) {
            const row = 'i' in one ? (rows[one.i] as EntityRecord) : undefined;
            if (one.kind === 'set') writers[one.i]?.report(report(one.value), context);
            else if (one.kind === 'remove') writers[one.i]?.remove(context);
            else if (one.kind === 'rename' && row) {
              const next = `${states.get(row.uid)?.entityId ?? row.entityId}x`;
              await registries.entities.rename(row.uid, next, context);
            } else if (one.kind === 'move' && row) {
              const now = registries.entities.get(row.uid)?.areaUid;
              await registries.entities.update(row.uid, { areaUid: now === null ? area.uid : null }, context);
            } else if (one.kind === 'wait') await clock.advance(one.ms);
            else if ('client' in one) {
              const { client, view } = clients[one.client] as (typeof clients)[0];
              if (one.kind === 'slow') client.isSlow = !client.isSlow;
              else {
                fanOut.leave(client);
                client.isSlow = false;
                client.join(fanOut, { ...view, since: client.store.seq });
              }
            }
          }
          for (const { client } of clients) client.isSlow = false;
          await clock.advance(200);
          for (const { client, view } of clients) {
            if (client.restarted) client.join(fanOut, view);
            const expected = home.visible(view.userUid, view.filter !== undefined);
            assert.deepEqual(sorted(client.states), sorted(expected));
            assert.deepEqual(
              client.seqs,
              client.seqs.toSorted((a, b) => a - b),
              'seq rises',
            );
          }
          await fanOut[Symbol.asyncDispose]();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('costs a slow client nothing while it is slow, and one packet when it is back', async () => {
    const home = await makeHome(20);
    const [slow, fast] = [new FakeClient(), new FakeClient()];
    for (const client of [slow, fast]) client.join(home.fanOut, { userUid: null });
    slow.isSlow = true;
    for (let round = 0; round < 100; round++) {
      home.writers.forEach((writer, i) => writer.report(report(round * 100 + i), context));
      await home.clock.advance(25);
    }
    assert.equal(slow.packets, 0);
    assert.ok(fast.packets >= 100);
    slow.isSlow = false;
    await home.clock.advance(25);
    assert.equal(slow.packets, 1);
    assert.deepEqual(sorted(slow.states), sorted(fast.states));
    await home.fanOut[Symbol.asyncDispose]();
  });

  it('tells a client that fell behind further than is remembered of everything, what went away too', async () => {
    const home = await makeHome(5, { recentChanges: 3 });
    const client = new FakeClient();
    for (const writer of home.writers) writer.report(report(1), context);
    client.join(home.fanOut, { userUid: null });
    client.isSlow = true;
    home.writers[0]?.remove(context);
    for (let i = 0; i < 10; i++) home.writers[1]?.report(report(i), context);
    await home.clock.advance(100);
    client.isSlow = false;
    await home.clock.advance(25);
    assert.equal(client.restarted, false);
    assert.deepEqual(sorted(client.states), sorted(home.visible(null, false)));
    await home.fanOut[Symbol.asyncDispose]();
  });

  it('encodes a change once, however many views and clients there are', async () => {
    const home = await makeHome(1);
    let encoded = 0;
    const counted = { toJSON: () => `encoded ${++encoded}` };
    const clients = Array.from({ length: 6 }, () => new FakeClient());
    clients.forEach((client, i) => client.join(home.fanOut, { userUid: `user ${i % 3}` }));
    home.writers[0]?.report(report(1, { attributes: { counted: counted as never } }), context);
    await home.clock.settle();
    assert.equal(home.fanOut.groupCount, 3);
    assert.ok(clients.every(({ packets }) => packets === 1));
    assert.equal(encoded, 1);
    await home.fanOut[Symbol.asyncDispose]();
  });

  it('forgets a group with its last client', async () => {
    const home = await makeHome(2);
    const client = new FakeClient();
    client.join(home.fanOut, { userUid: null });
    client.join(home.fanOut, { userUid: null, filter: { domain: ['sensor'] } });
    assert.equal(home.fanOut.groupCount, 1);
    home.fanOut.leave(client);
    assert.equal(home.fanOut.groupCount, 0);
    home.writers[0]?.report(report(1), context);
    await home.clock.advance(100);
    assert.equal(client.packets, 0);
    await home.fanOut[Symbol.asyncDispose]();
  });

  it('shows nobody an entity that the registry does not know', async () => {
    const home = await makeHome(1);
    const client = new FakeClient();
    client.join(home.fanOut, { userUid: 'alex' });
    home.states.claim({ uid: 'stray', entityId: 'sensor.stray' }, 'test').report(report(1), context);
    await home.clock.advance(50);
    const changes: readonly CompactChange[] = home.fanOut.join(client, { userUid: 'alex' }).snapshot ?? [];
    assert.deepEqual([client.packets, changes], [0, []]);
    await home.fanOut[Symbol.asyncDispose]();
  });
});
