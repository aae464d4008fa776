import assert from 'node:assert/strict';
import { defineIntegration, NotReady, toggle, z } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';

const pump = (problem?: Error) =>
  defineIntegration({
    id: 'pump',
    config: z.object({}),
    setup({ hub }) {
      if (problem) throw problem;
      const source = hub.push({
        async *stream() {
          yield true;
        },
      });
      hub.device({ key: 'pump' }, source, [
        toggle({ key: 'running', read: (on) => on, commands: { turnOn: () => {}, turnOff: () => {} } }),
      ]);
    },
  });

describe('testHub', () => {
  it('says which entities there are when a test calls another', async () => {
    await using hub = await testHub(pump(), { config: {} });
    await assert.rejects(hub.call('flow', 'turn_on'), /no entity flow\. There are: pump\/running/);
  });

  it('says why there is none when set-up failed', async () => {
    await using hub = await testHub(pump(new NotReady('The pump is asleep.')), { config: {} });
    await assert.rejects(hub.call('running', 'turn_on'), /Set-up ended as retry: The pump is asleep\./);
  });
});
