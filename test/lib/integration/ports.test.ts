import assert from 'node:assert/strict';
import { defineIntegration, InvalidInput, NotFound, service, Unavailable, z } from '@lifeops/lib';
import type { EntityState, LifeOpsError } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

const kind = (type: abstract new (...args: never[]) => LifeOpsError) => (cause: Error) =>
  cause instanceof type;

describe('ports', () => {
  const ports = defineIntegration({
    id: 'ports',
    needs: ['store', 'secrets', 'series', 'call', 'states', 'files', 'machine', 'random'],
    config: z.object({}),
    services: {
      run: service({ target: 'none', input: z.object({ what: z.string() }), output: z.json() }),
    },
    setup({ hub }) {
      const seen: EntityState['value'][] = [];
      const watch = async () => {
        for await (const state of hub.states.watch({ domain: ['sensor'] }, hub.signal))
          seen.push(state.value);
      };
      const watching = watch();
      const actions: Record<string, () => Promise<unknown>> = {
        store: async () => {
          const before = await hub.store.get('n', z.number());
          await hub.store.set('n', (before ?? 0) + 1);
          const other = await hub.store.get('n', z.string());
          return [before ?? null, other ?? null];
        },
        remove: () => hub.store.remove('n'),
        secrets: async () => {
          const before = await hub.secrets.get('token');
          await hub.secrets.set('token', 'fresh-token');
          hub.log.info('renewed fresh-token', { token: 'fresh-token' });
          return before ?? null;
        },
        series: () =>
          hub.series.write('health_metrics', [
            { at: 1, type: 'heart_rate', value: 60, unit: null, key: '', end: null, metadata: {} },
          ]),
        bad_series: () =>
          hub.series.write('health_metrics', [
            { at: 1.5, type: '', value: 60, unit: null, key: '', end: null, metadata: {} },
          ]),
        call: () => hub.call('light.turn_on', { target: { entity_id: 'light.a' }, data: { brightness: 3 } }),
        bad_call: () => hub.call('light', {}),
        file: () => hub.files.read('/data/x.ics'),
        no_file: () => hub.files.read('/data/y.ics'),
        machine: async () => (await hub.machine.read()).cpuPercent,
        undeclared: async () => (hub as unknown as { fetch: unknown }).fetch,
        watched: async () => seen,
        log: async () =>
          hub.log
            .child({ part: 'p' })
            .error('failed', { error: new Unavailable('x'), odd: { secret: new Date(0) } as never }),
      };
      void watching;
      return { run: async ({ what }) => ((await actions[what]?.()) ?? null) as never };
    },
  });
  const open = () =>
    testHub(ports, { config: {}, files: { '/data/x.ics': 'BEGIN' }, machine: { cpuPercent: 12 } });
  const run = (hub: Awaited<ReturnType<typeof open>>, what: string) => hub.serve('run', { what });

  it('keep values over restarts, and hand out none of another shape', async () => {
    await using hub = await open();
    assert.deepEqual(await run(hub, 'store'), [null, null]);
    await hub.restart();
    assert.deepEqual(await run(hub, 'store'), [1, null]);
    await run(hub, 'remove');
    assert.deepEqual(await run(hub, 'store'), [null, null]);
  });

  it('keep secrets, which from then on stay out of logs', async () => {
    await using hub = await open();
    assert.equal(await run(hub, 'secrets'), null);
    assert.equal(hub.secrets.get('token'), 'fresh-token');
    assert.deepEqual(hub.logs, [
      { level: 'info', message: 'renewed [secret]', fields: { token: '[secret]' } },
    ]);
    await hub.restart();
    assert.equal(await run(hub, 'secrets'), 'fresh-token');
  });

  it('write series, call services, read files and figures', async () => {
    await using hub = await open();
    await run(hub, 'series');
    assert.equal(hub.series[0]?.points[0]?.['type'], 'heart_rate');
    await assert.rejects(run(hub, 'bad_series'), kind(InvalidInput));
    await run(hub, 'call');
    assert.deepEqual(hub.calls, [
      { service: 'light.turn_on', target: { entity_id: 'light.a' }, data: { brightness: 3 } },
    ]);
    await assert.rejects(run(hub, 'bad_call'), kind(InvalidInput));
    assert.equal(await run(hub, 'file'), 'BEGIN');
    await assert.rejects(run(hub, 'no_file'), kind(NotFound));
    assert.equal(await run(hub, 'machine'), 12);
  });

  it('pass on the states that are watched', async () => {
    await using hub = await open();
    await hub.clock.settle();
    const state = {
      uid: 'u',
      entityId: 'sensor.a',
      value: 4,
      status: 'ok',
      attributes: {},
    } as unknown as EntityState;
    await hub.publish(state);
    await hub.publish({ ...state, entityId: 'light.a' as EntityState['entityId'], value: 5 });
    assert.deepEqual(await run(hub, 'watched'), [4]);
    await hub.stop();
    assert.ok(hub.messages.some(({ type }) => type === 'unask'));
  });

  it('that were not declared are not there, and using one says how to get it', async () => {
    await using hub = await open();
    await assert.rejects(run(hub, 'undeclared'), /needs: \['fetch'\]/);
  });

  it('log as JSON', async () => {
    await using hub = await open();
    await run(hub, 'log');
    assert.deepEqual(hub.logs, [
      {
        level: 'error',
        message: 'failed',
        fields: {
          part: 'p',
          error: { code: 'unavailable', message: 'x', details: {} },
          odd: { secret: '1970-01-01T00:00:00.000Z' },
        },
      },
    ]);
  });
});
