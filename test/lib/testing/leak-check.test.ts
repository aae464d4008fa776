import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { LeakCheck } from '@lifeops/lib/testing';

describe('LeakCheck', () => {
  it('sees what is still open and where it was made', async () => {
    using leaks = new LeakCheck();
    const timer = setInterval(() => {}, 60_000);
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const open = await leaks.open();
    assert.deepEqual(open.map(({ what }) => what).sort(), ['TCP server', 'timer']);
    assert.match(open.find(({ what }) => what === 'timer')?.stack[0] ?? '', /leak-check\.test\.ts/);
    clearInterval(timer);
    server.close();
    await once(server, 'close');
    assert.deepEqual(await leaks.open(), []);
  });

  it('does not see what was made before it', async () => {
    const timer = setInterval(() => {}, 60_000);
    using leaks = new LeakCheck();
    assert.deepEqual(await leaks.open(), []);
    clearInterval(timer);
  });
});
