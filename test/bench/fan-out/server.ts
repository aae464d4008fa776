import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { asNodeId, silentLogger, UlidFactory } from '@lifeops/lib';
import type { ContextRef, EntityState } from '@lifeops/lib';
import { SystemClock, SystemRandom } from '@lifeops/lib/node';
import { WebSocket, WebSocketServer } from 'ws';
import { HttpApi } from '../../../hub/src/api/http/http-api.ts';
import { RouteStatistics } from '../../../hub/src/api/http/route-statistics.ts';
import { OperationRunner } from '../../../hub/src/api/operations/operation-runner.ts';
import type { OperationTable } from '../../../hub/src/api/operations/operation-table.ts';
import { compactState } from '../../../hub/src/api/socket/live/live-change.ts';
import { SocketApi } from '../../../hub/src/api/socket/socket-api.ts';
import { Accounts } from '../../../hub/src/auth/accounts.ts';
import { Tokens } from '../../../hub/src/auth/tokens.ts';
import { Users } from '../../../hub/src/auth/users.ts';
import { DeliveryOrder } from '../../../hub/src/core/bus/delivery-order.ts';
import { EventBus } from '../../../hub/src/core/bus/event-bus.ts';
import { ListenerWatch } from '../../../hub/src/core/bus/listener-watch.ts';
import { SeqCounter } from '../../../hub/src/core/bus/seq-counter.ts';
import { ContextFactory } from '../../../hub/src/core/context.ts';
import { Registries } from '../../../hub/src/core/registries/registries.ts';
import { StateMachine } from '../../../hub/src/core/state-machine/state-machine.ts';
import type { StateWriter } from '../../../hub/src/core/state-machine/state-machine.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { entityCount } from './protocol.ts';
import type { Kind, ServerReply, ServerRequest } from './protocol.ts';

/** The hub's live API and a bare `ws` server beside it, in a process of their own, whose CPU time is told per round. */
const clock = new SystemClock();
const random = new SystemRandom();
const ids = new UlidFactory({ clock, random });
const log = silentLogger;
const node = asNodeId('node');
const base = { clock, random, ids, log, node };
const watch = new ListenerWatch(base);
const order = new DeliveryOrder({ seq: new SeqCounter(0), log });
const bus = new EventBus({ ...base, order, watch });
const states = new StateMachine({ ...base, order, bus, watch });
/** Makes the same states for the bare server, heard by nobody, so that neither pays for the other. */
const unheard = new StateMachine({ ...base, order, watch, bus: new EventBus({ ...base, order, watch }) });
const tables = memoryTables();
const registries = new Registries({ ...base, bus, states, tables });
const tokens = new Tokens({ ...base, table: tables.tokens });
const accounts = new Accounts({ ...base, tokens, users: new Users({ ...base, table: tables.users }) });
const runner = new OperationRunner({ table: {} as OperationTable, contexts: new ContextFactory(base) });
const context: ContextRef = { id: ids.next(), parent: null, cause: 'integration', ref: 'bench', node };

const http = new HttpApi(
  {
    ...base,
    accounts,
    runner,
    statistics: new RouteStatistics(),
    metrics: { contentType: 'text/plain', text: async () => '' },
  },
  { version: '0', url: 'http://localhost', cors: [], trustedProxies: [], uiFolder: '/nowhere' },
);
const sockets = new SocketApi(
  {
    ...base,
    accounts,
    runner,
    bus,
    states,
    registries,
    entries: { list: () => [], get: () => undefined },
    notifications: { list: () => [], get: () => undefined },
    addressOf: (request) => http.addressOf(request),
  },
  { cors: [] },
);
const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
bare.on('connection', (socket) => socket.on('error', () => {}));

const rows = await registries.entities.declare(
  Array.from({ length: entityCount }, (_, i) => ({
    integration: 'bench',
    entryId: 'entry',
    domain: 'sensor',
    uniqueId: String(i),
    deviceUid: null,
    nameKey: null,
    name: `Sensor ${String(i).padStart(4, '0')}`,
    icon: null,
    category: null,
    enabledByDefault: true,
    capability: {
      features: [],
      deviceClass: null,
      stateClass: null,
      unit: '°C',
      precision: null,
      attributes: {},
      record: 'changes' as const,
    },
    owner: null,
  })),
  context,
);
const writers = {
  ours: rows.map((row) => states.claim(row, 'bench')),
  ws: rows.map((row) => unheard.claim(row, 'bench')),
};
const attributes = { unit: '°C', battery: 80 };
/** Microseconds of the machine's one monotonic clock: the same in both processes. */
const micros = (): number => Number(process.hrtime.bigint() / 1000n);
const write = (kind: Kind, n: number): EntityState =>
  (writers[kind][n % entityCount] as StateWriter).report(
    { value: micros(), status: 'ok', attributes },
    context,
  );

/** One frame a change, encoded once: how a program would do it with `ws` alone. */
function broadcast(state: EntityState): void {
  const text = JSON.stringify({ seq: state.seq, changes: [compactState(state)] });
  for (const client of bare.clients) if (client.readyState === WebSocket.OPEN) client.send(text);
}

let n = 0;
const last: Record<'ours' | 'ws', number[]> = { ours: [], ws: [] };

/** Changes at an even pace; each is written by the state machine in both, and sent by the one that is measured. */
async function round({ kind, perSecond, seconds, burst }: Extract<ServerRequest, { readonly do: 'round' }>) {
  const started = performance.now();
  const cpu = process.cpuUsage();
  const total = Math.round(perSecond * seconds);
  let made = 0;
  while (made < total) {
    const due = Math.min(total, Math.floor(((performance.now() - started) / 1000) * perSecond) + burst);
    for (; made < due; made++) {
      const state = write(kind, n++);
      last[kind][Number((state.entityId.match(/\d+$/) ?? ['0'])[0])] = state.value as number;
      if (kind === 'ws') broadcast(state);
    }
    await pause(burst === 1 && perSecond < 50 ? 1000 / perSecond : 4);
  }
  // What is still on its way belongs to this round's cost.
  await pause(60);
  const { user, system } = process.cpuUsage(cpu);
  return { changes: total, cpuSeconds: (user + system) / 1e6 };
}

function answer(reply: ServerReply): void {
  process.send?.(reply);
}

process.on('message', (request: ServerRequest) => {
  if (request.do === 'end') {
    void end();
    return;
  }
  void round(request).then((done) => answer({ did: 'round', ...done, last: last[request.kind] }));
});

async function end(): Promise<void> {
  for (const client of bare.clients) client.terminate();
  bare.close();
  await sockets[Symbol.asyncDispose]();
  await http[Symbol.asyncDispose]();
  process.exit(0);
}

const { secret } = await tokens.create({
  name: 'bench',
  kind: 'token',
  userUid: null,
  role: 'read-only',
  expiresAt: null,
});
for (let i = 0; i < entityCount; i++) write('ours', i);
sockets.start(http.server);
const port = await http.listen('127.0.0.1', 0);
if (!bare.address()) await once(bare, 'listening');
answer({ did: 'start', ports: { ours: port, ws: (bare.address() as AddressInfo).port }, token: secret });
