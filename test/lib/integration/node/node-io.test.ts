import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Aborted, NotFound, Unavailable } from '@lifeops/lib';
import { connectTcp, NodeMachine, readTextFile } from '@lifeops/lib/node';

const never = new AbortController().signal;

describe('the real machine', () => {
  it('reads text files, and says what is wrong with one', async () => {
    assert.match(await readTextFile(import.meta.filename, never), /reads text files/);
    await assert.rejects(readTextFile(`${import.meta.dirname}/nothing`, never), NotFound);
    await assert.rejects(readTextFile(import.meta.dirname, never), Unavailable);
    await assert.rejects(readTextFile(import.meta.filename, AbortSignal.abort()), Aborted);
  });

  it('tells its own figures within their ranges', async () => {
    using machine = new NodeMachine(tmpdir());
    await machine.read();
    const figures = await machine.read();
    assert.ok(figures.cpuPercent >= 0 && figures.cpuPercent <= 100);
    assert.ok(figures.memoryFreeBytes > 0 && figures.memoryFreeBytes <= figures.memoryTotalBytes);
    assert.ok(figures.diskFreeBytes > 0 && figures.diskFreeBytes <= figures.diskTotalBytes);
    assert.ok(figures.loopDelayMs >= 0 && figures.uptimeSeconds > 0 && figures.processMemoryBytes > 1e6);
    assert.equal(figures.nodeVersion, process.versions.node);
  });
});

describe('connectTcp', () => {
  it('sends and receives, ends with the other side, and closes', async () => {
    const server = createServer((socket) =>
      socket.on('data', (data) => socket.end(`got ${data.toString()}`)),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const connection = await connectTcp({ host: '127.0.0.1', port }, never);
    await connection.send(new TextEncoder().encode('hello'));
    let text = '';
    for await (const part of connection.received) text += new TextDecoder().decode(part);
    assert.equal(text, 'got hello');
    await connection[Symbol.asyncDispose]();
    await connection[Symbol.asyncDispose]();

    const abort = new AbortController();
    const other = await connectTcp({ host: '127.0.0.1', port }, abort.signal);
    abort.abort();
    await assert.rejects(async () => {
      for await (const part of other.received) void part;
    }, Aborted);
    server.close();
    await once(server, 'close');
    await assert.rejects(
      connectTcp({ host: '127.0.0.1', port }, never),
      (cause: Unavailable) => cause instanceof Unavailable && /ECONNREFUSED/.test(cause.message),
    );
    await assert.rejects(connectTcp({ host: '127.0.0.1', port }, abort.signal), Aborted);
  });
});
