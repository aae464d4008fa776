import assert from 'node:assert/strict';
import { seconds } from '@lifeops/lib';
import { conformance, RecordedHttp, testHub } from '@lifeops/lib/testing';
import rill from '../src/index.ts';
import manifest from '../manifest.json' with { type: 'json' };
import en from '../translations/en.json' with { type: 'json' };
import pl from '../translations/pl.json' with { type: 'json' };
import sv from '../translations/sv.json' with { type: 'json' };

const config = { url: 'http://rill.test', pin: 'a-pin-1234' };

function pretendPump() {
  const pump = { running: false, celsius: 17.5, litres_per_minute: 0 };
  const http = new RecordedHttp({
    'GET http://rill.test/status': () => ({ json: pump }),
    'POST http://rill.test/pump': ({ json }) => {
      pump.running = (json as { running: boolean }).running;
      pump.litres_per_minute = pump.running ? 30 : 0;
      return { json: pump };
    },
  });
  return { http, pump };
}

describe('Rill', () => {
  it('shows the water and the pump', async () => {
    const { http } = pretendPump();
    await using hub = await testHub(rill, { config, http });
    assert.deepEqual(hub.values(), { 'pump/water': 17.5, 'pump/flow': 0, 'pump/running': false });
    assert.equal(http.requests[0]?.headers['x-pin'], 'a-pin-1234');
  });

  it('shows the flow soon after the pump was turned on', async () => {
    const { http } = pretendPump();
    await using hub = await testHub(rill, { config, http });
    await hub.call('running', 'turn_on');
    await hub.advance(seconds(1));
    assert.deepEqual(hub.values(), { 'pump/water': 17.5, 'pump/flow': 30, 'pump/running': true });
  });
});

conformance(rill, {
  world: () => {
    const { http } = pretendPump();
    return {
      config,
      http,
      fail: () => http.fail('broken'),
      heal: () => http.heal(),
      denyAuth: () => http.fail({ status: 401 }),
    };
  },
  wrong: [
    { config: { ...config, url: 'the pond' }, field: 'url' },
    { config: { url: config.url }, field: 'pin' },
  ],
  noticeMs: seconds(120),
  requestsPerHour: 400,
  manifest,
  translations: { en, pl, sv },
});
