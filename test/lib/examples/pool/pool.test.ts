import assert from 'node:assert/strict';
import { minutes } from '@lifeops/lib';
import { conformance, RecordedHttp, testHub } from '@lifeops/lib/testing';
import pool from './pool.ts';

const config = { host: 'pool.example', token: 'a-token' };

function simulatedPool() {
  const water = { celsius: 24.5, pump_on: false };
  const http = new RecordedHttp({
    'GET https://pool.example/api/readings': () => ({ json: water }),
    'POST https://pool.example/api/pump': ({ json }) => {
      water.pump_on = (json as { on: boolean }).on;
      return {};
    },
  });
  return { http, water };
}

describe('the pool of the guide', () => {
  it('shows its water and its pump', async () => {
    const { http } = simulatedPool();
    await using hub = await testHub(pool, { config, http });
    assert.deepEqual(hub.outcome, { type: 'setup', outcome: 'ready' });
    assert.deepEqual(hub.values(), { 'pool.example/water': 24.5, 'pool.example/pump': false });
    assert.equal(http.requests[0]?.headers['authorization'], 'Bearer a-token');
    assert.deepEqual(
      hub.devices.map(({ key, model }) => [key, model]),
      [['pool.example', 'Pool 3']],
    );
  });

  it('follows the water every five minutes', async () => {
    const { http, water } = simulatedPool();
    await using hub = await testHub(pool, { config, http });
    water.celsius = 25;
    await hub.advance(minutes(4));
    assert.equal(hub.state('water')?.value, 24.5);
    await hub.advance(minutes(2));
    assert.equal(hub.state('water')?.value, 25);
  });

  it('turns the pump on, off and over', async () => {
    const { http } = simulatedPool();
    await using hub = await testHub(pool, { config, http });
    await hub.call('pump', 'turn_on');
    await hub.advance(0);
    assert.equal(hub.state('pump')?.value, true);
    await hub.call('pump', 'toggle');
    await hub.advance(10_000);
    assert.equal(hub.state('pump')?.value, false);
  });
});

conformance(pool, {
  world: () => {
    const { http } = simulatedPool();
    return {
      config,
      http,
      fail: () => http.fail('broken'),
      heal: () => http.heal(),
      denyAuth: () => http.fail({ status: 401 }),
    };
  },
  wrong: [
    { config: { host: 'not a host', token: 'a-token' }, field: 'host' },
    { config: { host: 'pool.example' }, field: 'token' },
  ],
  noticeMs: minutes(16),
  requestsPerHour: 40,
  manifest: {
    id: 'pool',
    name: 'Pool',
    kind: 'device',
    reach: 'local_polling',
    lifeops: '^0.1.0',
    needs: ['fetch'],
  },
  translations: {
    en: { entities: { water: 'Water', pump: 'Pump' } },
    pl: { entities: { water: 'Woda', pump: 'Pompa' } },
    sv: { entities: { water: 'Vatten', pump: 'Pump' } },
  },
});
