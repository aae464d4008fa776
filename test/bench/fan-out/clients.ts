import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { entityCount } from './protocol.ts';
import type { ClientReply, ClientRequest, Kind } from './protocol.ts';

/** Many live clients in one process: each reads frames off a bare TCP socket and keeps the last value of every entity. */
const bucketsPerMs = 20;
const histogram = new Uint32Array(10_000 * bucketsPerMs);
let delivered = 0;
let seen = 0;

const idMark = Buffer.from('"e":"sensor.sensor_');
const valueMark = Buffer.from('"v":');

class Client {
  readonly values = new Float64Array(entityCount);
  readonly socket: Socket;
  readonly #token: string | undefined;
  #rest: Buffer = Buffer.alloc(0);
  ready = false;

  constructor(port: number, token: string | undefined) {
    this.#token = token;
    this.socket = connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    const path = token === undefined ? '/' : '/socket.io/?EIO=4&transport=websocket';
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    );
    this.socket.once('data', (chunk: Buffer) => this.#opened(chunk));
  }

  #opened(chunk: Buffer): void {
    this.socket.on('data', (data: Buffer) => this.#read(data));
    if (this.#token === undefined) this.ready = true;
    const end = chunk.indexOf('\r\n\r\n');
    this.#read(chunk.subarray(end + 4));
  }

  #read(data: Buffer): void {
    let all = this.#rest.length > 0 ? Buffer.concat([this.#rest, data]) : data;
    for (;;) {
      if (all.length < 2) break;
      let length = (all[1] as number) & 127;
      let head = 2;
      if (length === 126) {
        if (all.length < 4) break;
        length = all.readUInt16BE(2);
        head = 4;
      } else if (length === 127) {
        if (all.length < 10) break;
        length = Number(all.readBigUInt64BE(2));
        head = 10;
      }
      if (all.length < head + length) break;
      this.#frame(all.subarray(head, head + length));
      all = all.subarray(head + length);
    }
    this.#rest = all;
  }

  #frame(payload: Buffer): void {
    if (this.#token !== undefined && payload[0] !== 0x34) {
      this.#engine(payload[0] as number);
      return;
    }
    if (this.#token !== undefined && payload[1] !== 0x32) {
      this.#socketIo(payload);
      return;
    }
    this.#changes(payload, true);
  }

  /** Engine.IO: open is answered by connecting, ping by pong. */
  #engine(type: number): void {
    if (type === 0x30) this.#send(`40${JSON.stringify({ token: this.#token })}`);
    else if (type === 0x32) this.#send('3');
  }

  #socketIo(payload: Buffer): void {
    if (payload[1] === 0x30) this.#send('420["subscribe",{"topics":["devices"]}]');
    else if (payload[1] === 0x33) {
      this.#changes(payload, false);
      this.ready = true;
    }
  }

  #changes(payload: Buffer, counts: boolean): void {
    const now = Number(process.hrtime.bigint() / 1000n);
    for (let at = payload.indexOf(idMark); at !== -1; at = payload.indexOf(idMark, at)) {
      at += idMark.length;
      let index = 0;
      for (let i = 0; i < 4; i++) index = index * 10 + ((payload[at + i] as number) - 48);
      at = payload.indexOf(valueMark, at) + valueMark.length;
      let value = 0;
      for (let digit = payload[at] as number; digit >= 48 && digit <= 57; digit = payload[++at] as number)
        value = value * 10 + digit - 48;
      this.values[index] = value;
      if (!counts) continue;
      delivered++;
      if (seen++ % 13 === 0) {
        const bucket = Math.min(
          histogram.length - 1,
          Math.max(0, Math.floor(((now - value) / 1000) * bucketsPerMs)),
        );
        histogram[bucket] = (histogram[bucket] as number) + 1;
      }
    }
  }

  #send(text: string): void {
    const body = Buffer.from(text);
    const head =
      body.length < 126
        ? Buffer.from([0x81, 0x80 | body.length])
        : Buffer.from([0x81, 0xfe, body.length >> 8, body.length & 255]);
    // A mask of zeros is a mask, and leaves the text as it is.
    this.socket.write(Buffer.concat([head, Buffer.alloc(4), body]));
  }
}

const clients: Record<Kind, Client[]> = { ours: [], ws: [] };

function percentileMs(share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let left = total * share;
  for (let i = 0; i < histogram.length; i++) {
    left -= histogram[i] as number;
    if (left <= 0) return (i + 1) / bucketsPerMs;
  }
  return Number.NaN;
}

async function handle(request: ClientRequest): Promise<ClientReply> {
  switch (request.do) {
    case 'connect': {
      const { kind, count, port, token } = request;
      clients[kind] = Array.from(
        { length: count },
        () => new Client(port, kind === 'ours' ? token : undefined),
      );
      while (!clients[kind].every(({ ready }) => ready)) await pause(5);
      return { did: 'connect' };
    }
    case 'disconnect':
      for (const { socket } of clients[request.kind]) socket.destroy();
      await Promise.all(
        clients[request.kind]
          .filter(({ socket }) => !socket.closed)
          .map(({ socket }) => once(socket, 'close')),
      );
      clients[request.kind] = [];
      return { did: 'disconnect' };
    case 'reset':
      histogram.fill(0);
      delivered = 0;
      return { did: 'reset' };
    case 'report': {
      const deadline = performance.now() + request.limitMs;
      // What the round did not change, the values of before, is not compared.
      const right = ({ values }: Client) =>
        request.last.every((value, i) => value === null || values[i] === value);
      let wrong = clients[request.kind].length;
      do {
        wrong = clients[request.kind].filter((client) => !right(client)).length;
        if (wrong > 0) await pause(20);
      } while (wrong > 0 && performance.now() < deadline);
      return { did: 'report', delivered, p50Ms: percentileMs(0.5), p99Ms: percentileMs(0.99), wrong };
    }
  }
}

process.on('message', (request: ClientRequest) => {
  void handle(request).then((reply) => process.send?.(reply));
});
process.send?.({ did: 'start' });
