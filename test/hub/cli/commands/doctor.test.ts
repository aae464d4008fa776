import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { commandFolder } from '../cli-run.ts';
import type { CommandFolder } from '../cli-run.ts';

interface Finding {
  readonly what: string;
  readonly status: string;
  readonly found: string;
}

describe('lifeops doctor', () => {
  let folder: CommandFolder;
  beforeEach(async () => (folder = await commandFolder()));
  afterEach(() => folder[Symbol.asyncDispose]());

  const findings = async (...args: string[]) => {
    const { code, out } = await folder.run(['doctor', '--json', ...args]);
    const { findings: found } = JSON.parse(out) as { readonly findings: readonly Finding[] };
    return {
      code,
      of: (what: string) => found.find((finding) => finding.what === what) ?? assert.fail(what),
    };
  };
  /** A server that holds a port and answers everything so. */
  async function holding(body: object) {
    const server = createServer((_request, response) => response.end(JSON.stringify(body))).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      port: String(port),
      async [Symbol.asyncDispose]() {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      },
    };
  }
  const aFreePort = async () => {
    await using held = await holding({});
    return held.port;
  };

  it('finds a fresh folder well and changes nothing in it', async () => {
    const { code, of } = await findings('--port', await aFreePort());
    assert.equal(code, 0);
    for (const what of [
      'Node.js',
      'Configuration',
      'Data folder',
      'Node key',
      'Database',
      'History',
      'Ports',
      'Clock',
    ])
      assert.notEqual(of(what).status, 'fail', of(what).found);
    assert.deepEqual(await readdir(folder.path), []);
  });

  it('tells each finding on a line of its own, with what to do', async () => {
    await writeFile(join(folder.path, 'config.yaml'), 'server: { port: eighty }\n');
    const { code, out } = await folder.run(['doctor']);
    assert.equal(code, 1);
    assert.match(out, /^FAIL {2}Configuration .*\n +config\.yaml:1:17 server\.port.*\n +→ Correct/m);
  });

  it('fails over a damaged database, and leaves it as it is', async () => {
    await folder.run(['token', 'list']);
    const file = join(folder.path, 'data/lifeops.db');
    const sound = await readFile(file);
    await writeFile(file, Buffer.concat([sound.subarray(0, 4096), Buffer.alloc(sound.length - 4096, 0x5a)]));
    const before = await readFile(file);
    const { code, of } = await findings('--port', await aFreePort());
    assert.equal(code, 1);
    assert.match(of('Database').found, /is damaged/);
    assert.deepEqual(await readFile(file), before);
  });

  it('warns of a key that others can read', async () => {
    await folder.run(['token', 'list']);
    await chmod(join(folder.path, 'data/node.key'), 0o644);
    assert.equal((await findings()).of('Node key').status, 'warn');
  });

  it('tells a hub of ours on the port from another program', async () => {
    await using hub = await holding({ status: 'ok', version: '1', timestamp: 1, uptime_seconds: 5 });
    assert.deepEqual(
      (await findings('--port', hub.port)).of('Ports').found,
      `the hub answers on 127.0.0.1:${hub.port}`,
    );
    await using other = await holding({ hello: 'world' });
    const { code, of } = await findings('--port', other.port);
    assert.equal(code, 1);
    assert.equal(of('Ports').status, 'fail');
  });
});
