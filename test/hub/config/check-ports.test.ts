import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { formatIssues } from '../../../hub/src/config/config-issue.ts';
import type { PortState } from '../../../hub/src/config/check-ports.ts';
import { checkPorts } from '../../../hub/src/config/check-ports.ts';
import { listeningPortProbe } from '../../../hub/src/config/node/listening-port-probe.ts';
import { InvalidInput } from '@lifeops/lib';
import { load } from './load-in-memory.ts';

const answering = (states: Readonly<Record<string, PortState>> = {}) => ({
  probe: async (host: string, port: number) => states[`${host}:${port}`] ?? 'free',
});
const text = 'server:\n  host: 127.0.0.1\n  port: 8100\n  status: { enabled: true, port: 5677 }\n';

async function lines(run: Promise<void>): Promise<string> {
  const cause: unknown = await run.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(cause instanceof InvalidInput, String(cause));
  return formatIssues(cause);
}

describe('checkPorts', () => {
  it('is content when all ports are free', async () => {
    await checkPorts(await load({ 'config.yaml': text }), answering());
  });

  it('names field and place of a port that another program holds', async () => {
    const loaded = await load({ 'config.yaml': text });
    await assert.rejects(checkPorts(loaded, answering({ '127.0.0.1:5677': 'taken' })), {
      code: 'port-in-use',
      details: { host: '127.0.0.1', port: 5677, field: 'server.status.port', place: 'config.yaml:4:34' },
    });
    await assert.rejects(checkPorts(await load({}), answering({ '127.0.0.1:8000': 'taken' })), {
      message: /said in the defaults/,
    });
  });

  it('refuses a port that others of the hub want too', async () => {
    const more = [{ path: ['integrations', 0, 'port'], host: '0.0.0.0', port: 8100 }];
    assert.equal(
      await lines(checkPorts(await load({ 'config.yaml': text }), answering(), more)),
      'config.yaml:1:1 integrations[0].port: expected another port than that of server.port, got 8100',
    );
  });

  it('refuses a port that the user may not open, and an address that the machine does not have', async () => {
    const loaded = await load({ 'config.yaml': text });
    assert.equal(
      await lines(checkPorts(loaded, answering({ '127.0.0.1:8100': 'forbidden' }))),
      'config.yaml:3:9 server.port: expected a port that this user may open (1024 or above), got 8100',
    );
    assert.equal(
      await lines(checkPorts(loaded, answering({ '127.0.0.1:8100': 'no-such-address' }))),
      'config.yaml:2:9 server.host: expected an address of this machine, got "127.0.0.1"',
    );
  });

  it('learns from the system whether a port is taken, and leaves it free', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    assert.equal(await listeningPortProbe.probe('127.0.0.1', port), 'taken');
    server.close();
    await once(server, 'close');
    assert.equal(await listeningPortProbe.probe('127.0.0.1', port), 'free');
    assert.equal(await listeningPortProbe.probe('127.0.0.1', port), 'free');
    assert.equal(await listeningPortProbe.probe('192.0.2.1', port), 'no-such-address');
  });
});
