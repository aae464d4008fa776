import { readFile } from 'node:fs/promises';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '@lifeops/lib/protocol';
import type { Operation } from '@lifeops/lib/protocol';
import fc from 'fast-check';
import { claimHub, startAgain } from '../e2e/in-use.ts';
import { badInputs } from '../hub/api/bad-inputs.ts';
import { SocketClient } from '../hub/api/socket/socket-client.ts';
import type { HubProcess } from '../hub-process.ts';
import { nothingWrong } from './fault.ts';
import type { Fault, FaultOptions, FaultResult } from './fault.ts';

/** What a hub may hold more after thousands of bad requests than before. */
const mostGrowthMiB = 150;
/** Ends what would ask no more: the session, the token, the owner's password. */
const leftOut = new Set(['auth.sign_out', 'auth.change_password', 'tokens.revoke', 'users.update']);

/** Five thousand requests and messages that no good client sends, against a hub that runs. */
export const fault: Fault = async (options) => {
  const folder = await mkdtemp(join(tmpdir(), 'lifeops-bad-'));
  try {
    // Addresses by header, so that the limits of one client do not hide what lies behind them.
    await writeFile(
      join(folder, 'config.yaml'),
      'server: { trusted_proxies: [loopback] }\nintegrations:\n  - integration: demo\n',
    );
    await using hub = await startAgain({ dataFolder: join(folder, 'data'), cwd: folder });
    return await sendAll(hub, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function sendAll(hub: HubProcess, { runs = 5000, seed, tell }: FaultOptions): Promise<FaultResult> {
  const counts = { ...nothingWrong } as { -readonly [K in keyof typeof nothingWrong]: number };
  const client = await claimHub(hub);
  await hub.ready();
  const tokens: string[] = [];
  for (let n = 0; n < 8; n++)
    tokens.push((await client.call('tokens.create', { name: `Bad ${n}`, role: 'owner' })).token);
  const ways = fc.sample(
    fc.oneof(
      { arbitrary: badRequest, weight: 6 },
      { arbitrary: badMessage, weight: 3 },
      { arbitrary: badBytes, weight: 1 },
    ),
    {
      numRuns: runs,
      seed,
    },
  );
  const statuses = new Map<number, number>();
  const before = await residentMiB(hub);
  let most = before;
  for (const [n, way] of ways.entries()) {
    const outcome = await sendOne(hub, way, {
      token: tokens[n % tokens.length] as string,
      address: `10.0.${n % 250}.${(n >> 4) % 250}`,
    });
    statuses.set(outcome, (statuses.get(outcome) ?? 0) + 1);
    if (outcome >= 500 && outcome < 600) {
      counts.crashed += 1;
      tell(`${outcome} for ${JSON.stringify(way).slice(0, 300)}`);
    }
    if (hub.process.exitCode !== null || hub.process.signalCode !== null) {
      counts.crashed += 1;
      tell(`The hub ended after ${JSON.stringify(way).slice(0, 300)}:\n${hub.output().slice(-2000)}`);
      return { runs: n, ...counts };
    }
    if (n % 500 === 499) {
      most = Math.max(most, await residentMiB(hub));
      tell(`${n + 1} of ${runs}, ${Math.round(most)} MiB at most`);
    }
  }
  for (const socket of sockets.values()) socket.ws.terminate();
  const health = await fetch(`${hub.url}/health`).catch(() => undefined);
  if (health?.status !== 200) counts.crashed += 1;
  if (most - before > mostGrowthMiB) {
    counts.leaked += 1;
    tell(`It grew from ${Math.round(before)} to ${Math.round(most)} MiB.`);
  }
  const errors = hub
    .output()
    .split('\n')
    .filter((line) => / ERROR /.test(line));
  for (const line of errors.slice(0, 5)) tell(line);
  tell(
    `answers: ${[...statuses]
      .toSorted(([a], [b]) => a - b)
      .map(([status, count]) => `${status || 'none'} × ${count}`)
      .join(', ')}`,
  );
  return { runs, ...counts };
}

type Way =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly path: string;
      readonly body: string | undefined;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'message'; readonly event: string; readonly args: readonly unknown[] }
  | { readonly kind: 'bytes'; readonly bytes: string };

/** Answers by status; 0: none, or by socket. */
function sendOne(
  hub: HubProcess,
  way: Way,
  by: { readonly token: string; readonly address: string },
): Promise<number> {
  if (way.kind === 'request') return sendRequest(hub, way, by);
  if (way.kind === 'message') return sendMessage(hub, way, by.token);
  return sendBytes(hub, way.bytes);
}

async function sendRequest(
  hub: HubProcess,
  { method, path, body, headers }: Extract<Way, { kind: 'request' }>,
  { token, address }: { readonly token: string; readonly address: string },
): Promise<number> {
  const all = { authorization: `Bearer ${token}`, 'x-forwarded-for': address, ...headers };
  const response = await fetch(`${hub.url}${path}`, {
    method,
    headers: all,
    ...(body === undefined ? {} : { body }),
  }).catch(() => undefined);
  await response?.arrayBuffer().catch(() => undefined);
  return response?.status ?? 0;
}

/** A socket for each token, opened again when the hub has closed it. */
const sockets = new Map<string, SocketClient>();

async function sendMessage(
  hub: HubProcess,
  { event, args }: Extract<Way, { kind: 'message' }>,
  token: string,
): Promise<number> {
  const known = sockets.get(token);
  const socket =
    known && !known.closed ? known : await SocketClient.connect(Number(new URL(hub.url).port), token);
  sockets.set(token, socket);
  if (socket.closed) return 0;
  // The hub answers in order, and what it does not know not at all: the second answer tells that the first would be there.
  const answer = await Promise.race([socket.emit(event, ...args), socket.emit('ping')]);
  const { status } = (answer as { problem?: { status?: number } } | undefined)?.problem ?? {};
  return status ?? 0;
}

function sendBytes(hub: HubProcess, bytes: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
    let heard = '';
    const end = () => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(heard)?.[1] ?? 0));
    };
    socket.setTimeout(300, end);
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      if (heard.includes('\r\n')) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}

async function residentMiB(hub: HubProcess): Promise<number> {
  const status = await readFile(`/proc/${hub.process.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

const operationNames = Object.keys(operations).filter((name) => !leftOut.has(name));
const badPath = fc.oneof(
  fc.constantFrom(
    '/',
    '/api/v1/',
    '/api/v1/%',
    '/api/v1/states/%00',
    '/api/v1/../../etc/passwd',
    '//',
    '/api/v2/states',
    `/${'a/'.repeat(2000)}`,
    '/webhook/x',
    '/docs/../config.yaml',
  ),
  fc.string({ maxLength: 60 }).map((text) => `/api/v1/${encodeURIComponent(text.toWellFormed())}`),
);
const badHeaders = fc.oneof(
  { arbitrary: fc.constant({ 'content-type': 'application/json' }), weight: 6 },
  {
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-7' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      { authorization: 'Bearer' },
      { authorization: 'Basic eDp5' },
      { authorization: `Bearer ${'x'.repeat(9000)}` },
      { origin: 'https://evil.example', 'content-type': 'application/json' },
      { range: 'bytes=0-9999999999', accept: '*/*;q=x' },
      { 'x-forwarded-for': '::::, ,' },
    ),
    weight: 1,
  },
);
const ofOperation: fc.Arbitrary<Way> = fc.constantFrom(...operationNames).chain((name) => {
  const operation: Operation = operations[name as keyof typeof operations];
  return fc.tuple(badInputs(operation, {}), badHeaders).map(([{ input }, headers]): Way => {
    const json = !['GET', 'DELETE'].includes(operation.method);
    const fields = typeof input === 'object' && input !== null ? (input as Record<string, unknown>) : {};
    const text = (value: unknown) =>
      (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'x')).toWellFormed();
    const path = operation.path.replace(
      /\{(\w+)\}/g,
      (_, key: string) => encodeURIComponent(text(fields[key]).slice(0, 500)) || '%20',
    );
    const query = json
      ? ''
      : `?${Object.entries(fields)
          .map(
            ([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(text(value).slice(0, 500))}`,
          )
          .join('&')}`;
    const body = json ? (JSON.stringify(input) ?? '') : undefined;
    return {
      kind: 'request',
      method: operation.method,
      path: `${operation.root ? '' : '/api/v1'}${path}${query}`,
      body,
      headers,
    };
  });
});
const anyRequest: fc.Arbitrary<Way> = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'),
    path: badPath,
    body: fc.option(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.constant('{"a":'),
        fc.constant('['.repeat(20_000)),
        fc.constant(`"${'x'.repeat(1_200_000)}"`),
      ),
      { nil: undefined },
    ),
    headers: badHeaders,
  })
  .map(({ method, path, body, headers }): Way => ({
    kind: 'request',
    method,
    path,
    headers,
    body: method === 'GET' || method === 'HEAD' ? undefined : body,
  }));
const badRequest = fc.oneof({ arbitrary: ofOperation, weight: 3 }, { arbitrary: anyRequest, weight: 1 });
const badMessage: fc.Arbitrary<Way> = fc
  .tuple(
    fc.constantFrom(
      'subscribe',
      'call',
      'command',
      'disconnect',
      'error',
      '__proto__',
      'toString',
      'nothing',
    ),
    fc.array(
      fc.oneof(
        fc.jsonValue({ maxDepth: 4 }),
        fc.record({ operation: fc.constantFrom(...operationNames, 'x', '__proto__'), input: fc.jsonValue() }),
        fc.record({
          topics: fc.array(fc.constantFrom('devices', 'x', '__proto__'), { maxLength: 40 }),
          since: fc.oneof(fc.integer(), fc.double()),
        }),
        fc.record({
          request_id: fc.jsonValue(),
          entity_id: fc.constantFrom('light.kitchen', '', 'x'),
          service: fc.string(),
          data: fc.jsonValue(),
        }),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([event, args]): Way => ({ kind: 'message', event, args }));
const badBytes: fc.Arbitrary<Way> = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      'GET / HTTP/1.1\r\n\r\n',
      'GET /health HTTP/9.9\r\nhost: x\r\n\r\n',
      'POST /api/v1/flows HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n{',
      'POST /api/v1/flows HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n',
      'GET /socket.io/?EIO=99&transport=polling HTTP/1.1\r\nhost: x\r\n\r\n',
    ),
  )
  .map((bytes): Way => ({ kind: 'bytes', bytes }));
