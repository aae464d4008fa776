import assert from 'node:assert/strict';
import { sensor } from '@lifeops/lib';
import type { Hub, Json, JsonObject, PortName } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib/host';
import { defineIntegration, makeHostWorld, sealer, z } from './host-world.ts';
import type { Package } from './host-world.ts';

type AnyHub = Hub<PortName>;
/** An integration that asks the hub for what the test wants, with a manifest that names only some of what its code uses. */
const asking = (ask: (hub: AnyHub) => Promise<void>, manifest: JsonObject = {}): Package => {
  const code: Integration = defineIntegration({
    id: 'asking',
    needs: ['store', 'secrets', 'series', 'call', 'states', 'clock'],
    config: z.object({}),
    setup: ({ hub }) => ask(hub as unknown as AnyHub),
  });
  return { code, manifest };
};
const all = ['store', 'secrets', 'series', 'call', 'states', 'clock'];

/** What an ask was refused with, read past the catalog, which refuses such a package as a whole. */
async function refusal(port: string, args: JsonObject, needs: readonly string[]): Promise<Json> {
  let answer: Json = null;
  const description = {
    id: 'raw',
    version: 1,
    needs: [],
    config: {},
    options: null,
    services: [],
    events: [],
    flows: [],
    secrets: [],
  };
  const code: Package['code'] = {
    talks: (pipe) => {
      pipe.receive((message) => {
        if (message.type === 'describe') pipe.send({ type: 'reply', id: message.id, result: description });
        if (message.type === 'check') {
          const result = { ok: true, config: {}, version: 1, uniqueId: null, title: null };
          pipe.send({ type: 'reply', id: message.id, result });
        }
        if (message.type === 'start') pipe.send({ type: 'ask', id: 1, port: port as 'store.get', args });
        if (message.type === 'got') answer = 'answered';
        if (message.type === 'state') answer = 'told';
        if (message.type === 'got_error') answer = message.error.code;
        if (message.type === 'got' || message.type === 'got_error')
          pipe.send({ type: 'setup', outcome: 'ready' });
      });
    },
  };
  await using world = await makeHostWorld({ raw: { code, manifest: { needs } as never } });
  await world.add('raw');
  return answer;
}

describe('what an integration asks of the hub', () => {
  const asks: readonly (readonly [string, JsonObject])[] = [
    ['secrets.get', { key: 'a' }],
    ['secrets.set', { key: 'a', value: 'b' }],
    ['secrets.remove', { key: 'a' }],
    ['series.write', { series: 'sleep', points: [] }],
    ['call', { service: 'light.turn_on', target: {}, data: {} }],
    ['states.watch', { entity_id: null, domain: null }],
  ];
  for (const [port, args] of asks) {
    it(`is refused where the manifest does not name the port: ${port}`, async () => {
      assert.equal(await refusal(port, args, ['clock']), 'forbidden');
    });
  }

  it('of the store is always answered, as coordinators keep their own progress there', async () => {
    assert.equal(await refusal('store.get', { key: 'a' }, []), 'answered');
  });

  it('by a port that there is not is refused', async () => {
    assert.equal(await refusal('disk.format', {}, ['clock']), 'forbidden');
  });

  it('makes its package unusable when its code needs what its manifest does not name', async () => {
    await using world = await makeHostWorld({ asking: asking(async () => {}, { needs: ['store'] }) });
    await assert.rejects(() => world.add('asking'), /does not name: secrets, series, call, states, clock/);
  });

  it('keeps values of the store per entry, and takes them away with it', async () => {
    const read: unknown[] = [];
    const one = asking(async (hub) => {
      read.push(await hub.store.get('n', z.number()));
      await hub.store.set('n', ((await hub.store.get('n', z.number())) ?? 0) + 1);
    });
    await using world = await makeHostWorld({ asking: one });
    const first = await world.add('asking');
    await world.add('asking');
    world.parts.entries.reload(first);
    await world.clock.settle();
    assert.deepEqual(read, [undefined, undefined, 1]);
    await world.parts.admin.remove(first, { withHistory: false }, world.context);
    assert.equal(await world.disk.tables.entryStore.get(first, 'n'), undefined);
  });

  it('seals secrets, and the store port neither reads nor overwrites them', async () => {
    const seen: unknown[] = [];
    const one = asking(async (hub) => {
      await hub.secrets.set('token', 'hunter2-secret');
      seen.push(await hub.secrets.get('token'));
      seen.push(await hub.store.get('secret:token', z.unknown()).catch((cause: Error) => cause.name));
      seen.push(await hub.store.set('secret:token', 1).catch((cause: Error) => cause.name));
      seen.push(await hub.store.remove('secret:token').catch((cause: Error) => cause.name));
      seen.push(await hub.secrets.get('token'));
      await hub.secrets.remove('token');
      seen.push(await hub.secrets.get('token'));
    });
    await using world = await makeHostWorld({ asking: one });
    await world.add('asking');
    assert.deepEqual(seen, [
      'hunter2-secret',
      'InvalidInput',
      'InvalidInput',
      'InvalidInput',
      'hunter2-secret',
      undefined,
    ]);
    const row = world.disk.stored.get('secret:token');
    assert.equal(row?.sealed, true);
    assert.ok(!JSON.stringify(row).includes('hunter2'));
    assert.equal(sealer.open(row?.value as string), 'hunter2-secret');
  });

  it('calls only the services that its manifest lists', async () => {
    const outcomes: string[] = [];
    const tryCall = (hub: AnyHub, service: string) =>
      hub.call(service, { target: { entity_id: 'switch.none' } }).then(
        () => outcomes.push(`${service} done`),
        (cause: Error) => outcomes.push(`${service} ${cause.name}`),
      );
    const one = asking(
      async (hub) => {
        await tryCall(hub, 'switch.turn_on');
        await tryCall(hub, 'lock.unlock');
      },
      { needs: all, calls: ['switch.*'] },
    );
    await using world = await makeHostWorld({ asking: one });
    await world.add('asking');
    assert.equal(outcomes[1], 'lock.unlock Forbidden');
    assert.doesNotMatch(outcomes[0] ?? '', /Forbidden/);
  });

  it('writes series as the owner of the entry, and refuses points that do not fit, by their place', async () => {
    const outcomes: unknown[] = [];
    const at = Date.UTC(2026, 0, 1);
    const point = { type: 'sleep', at, key: 'n1', value: 1, unit: null, end: null, metadata: {} };
    const one = asking(async (hub) => {
      await hub.series.write('health_metrics', [point]);
      await hub.series
        .write('health_metrics', [point, { ...point, at: 'soon' as never }])
        .catch((cause: Error) => outcomes.push(cause.message));
      await hub.series
        .write('no_such' as never, [point])
        .catch((cause: Error) => outcomes.push(cause.message));
    });
    await using world = await makeHostWorld({ asking: one });
    const uid = await world.add('asking');
    const status = world.parts.entries.status(uid);
    assert.equal(status.state, 'loaded', status.reason ?? '');
    const kept = await world.recorder.series({ series: 'health_metrics', start: 0, end: at + 1, limit: 10 });
    assert.deepEqual(
      kept.map(({ source, entryUid, key }) => [source, entryUid, key]),
      [['asking', uid, 'n1']],
    );
    assert.match(String(outcomes[0]), /health_metrics is not valid: \/at/);
    assert.match(String(outcomes[1]), /no series no_such/);
  });

  it('watches states of others until it is unloaded', async () => {
    const seen: string[] = [];
    const watcher = asking(async (hub) => {
      void (async () => {
        for await (const { entityId, value } of hub.states.watch({ domain: ['sensor'] }, hub.signal))
          seen.push(`${entityId} ${String(value)}`);
      })().catch(() => {});
    });
    let tell: (value: number) => void = () => {};
    const other = defineIntegration({
      id: 'other',
      config: z.object({}),
      setup({ hub }) {
        async function* values(signal: AbortSignal): AsyncGenerator<number> {
          yield 1;
          while (!signal.aborted)
            yield await new Promise<number>((resolve, reject) => {
              tell = resolve;
              signal.addEventListener('abort', reject, { once: true });
            });
        }
        hub.device({ key: 'd', name: 'Other' }, hub.push({ stream: values }), [
          sensor({ key: 'v', name: null, read: (value: number) => value }),
        ]);
      },
    });
    await using world = await makeHostWorld({ asking: watcher, other });
    await world.add('other');
    const uid = await world.add('asking');
    tell(2);
    await world.clock.settle();
    assert.deepEqual(seen, ['sensor.other 1', 'sensor.other 2']);
    await world.parts.entries.setDisabled(uid, true, world.context);
    tell(3);
    await world.clock.settle();
    assert.equal(seen.length, 2);
  });

  it('back-fills history that, told again after a reload, is there once', async () => {
    const code = defineIntegration({
      id: 'past',
      needs: ['clock'],
      config: z.object({}),
      setup({ hub }) {
        const source = hub.coordinator({
          every: 60_000,
          fetch: async () => 5,
          fetchRange: async () => [
            { at: 1_767_000_000_000, data: 1 },
            { at: 1_767_000_060_000, data: 2 },
          ],
        });
        hub.device({ key: 'd', name: 'Past' }, source, [
          sensor({ key: 'v', name: null, read: (value) => value }),
        ]);
      },
    });
    await using world = await makeHostWorld({ past: code });
    const entry = await world.add('past');
    const uid = world.uidOf('sensor.past');
    for (let round = 0; round < 3; round++) {
      await world.parts.entries.setDisabled(entry, true, world.context);
      await world.clock.advance(600_000);
      await world.parts.entries.setDisabled(entry, false, world.context);
      await world.clock.settle();
    }
    const history = await world.recorder.history({
      uids: [uid],
      start: 0,
      end: 1_767_100_000_000,
      limit: 100,
    });
    assert.deepEqual(
      history.get(uid)?.map(({ value }) => value),
      [1, 2],
    );
  });
});
