import { strict as assert } from 'node:assert';
import { StatusServer } from '../../../../hub/src/api/http/status-server.ts';
import { makeWorld } from '../api-world.ts';
import { ask } from '../http-client.ts';

describe('the status port', () => {
  it('tells the state of the hub without a token, and nothing else', async () => {
    await using world = await makeWorld();
    await using server = new StatusServer(world);
    const url = `http://127.0.0.1:${await server.listen('127.0.0.1', 0)}`;
    const answer = await ask(url, '/status');
    assert.equal(answer.status, 200);
    assert.match((answer.json as { summary: string }).summary, /^Home is well: 3 devices with 5 entities/);
    for (const path of ['/', '/api/v1/states', '/status/x', '/health'])
      assert.equal((await ask(url, path)).status, 404);
    assert.equal((await ask(url, '/status', { method: 'POST', body: '{}' })).status, 404);
  });
});
