import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median } from './bench.ts';
import type { Bench } from './bench.ts';
import type { ClientReply, ClientRequest, Kind, ServerReply, ServerRequest } from './fan-out/protocol.ts';

type Started = Extract<ServerReply, { readonly did: 'start' }>;

/** A server process and a process of clients. */
class Arena implements AsyncDisposable {
  readonly #server: ChildProcess;
  readonly #clients: ChildProcess;
  #start: Started | undefined;

  constructor() {
    const spawn = (file: string) =>
      fork(join(import.meta.dirname, 'fan-out', file), [], { execArgv: ['--conditions=lifeops-source'] });
    this.#server = spawn('server.ts');
    this.#clients = spawn('clients.ts');
  }

  async start(): Promise<void> {
    const [[started]] = (await Promise.all([
      once(this.#server, 'message'),
      once(this.#clients, 'message'),
    ])) as [[Started], unknown];
    this.#start = started;
  }

  async connect(kind: Kind, count: number): Promise<void> {
    const { ports, token } = this.#start as Started;
    await this.#askClients({ do: 'connect', kind, count, port: ports[kind], token });
  }

  async disconnect(kind: Kind): Promise<void> {
    await this.#askClients({ do: 'disconnect', kind });
  }

  async round(request: Omit<Extract<ServerRequest, { readonly do: 'round' }>, 'do'>) {
    await this.#askClients({ do: 'reset' });
    const answered = once(this.#server, 'message');
    this.#server.send({ do: 'round', ...request } satisfies ServerRequest);
    const [{ cpuSeconds, last, changes }] = (await answered) as [
      Extract<ServerReply, { readonly did: 'round' }>,
    ];
    const report = await this.#askClients({ do: 'report', kind: request.kind, last, limitMs: 10_000 });
    const { delivered, p50Ms, p99Ms, wrong } = report as Extract<ClientReply, { readonly did: 'report' }>;
    return { perCpuSecond: delivered / cpuSeconds, delivered, changes, cpuSeconds, p50Ms, p99Ms, wrong };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = once(this.#server, 'exit');
    this.#server.send({ do: 'end' } satisfies ServerRequest);
    this.#clients.kill();
    await ended;
  }

  async #askClients(request: ClientRequest): Promise<ClientReply> {
    const answered = once(this.#clients, 'message');
    this.#clients.send(request);
    const [reply] = (await answered) as [ClientReply];
    return reply;
  }
}

type Round = Awaited<ReturnType<Arena['round']>>;
type Paces = Readonly<
  Record<Kind, { readonly perSecond: number; readonly seconds: number; readonly burst: number }>
>;

/** Rounds of both in turn, after one of each that is not counted; throws when a client ends on a wrong state. */
async function alternate(clients: number, turns: number, paces: Paces): Promise<(readonly [Round, Round])[]> {
  await using arena = new Arena();
  await arena.start();
  await arena.connect('ours', clients);
  await arena.connect('ws', clients);
  const pairs: (readonly [Round, Round])[] = [];
  for (let turn = 0; turn <= turns; turn++) {
    const ours = await arena.round({ kind: 'ours', ...paces.ours });
    const ws = await arena.round({ kind: 'ws', ...paces.ws });
    if (ours.wrong > 0) throw new Error(`${ours.wrong} of ${clients} live clients ended on a wrong state.`);
    if (turn > 0) pairs.push([ours, ws]);
  }
  return pairs;
}

/** Medians of one number of both. */
const compare = (pairs: readonly (readonly [Round, Round])[], of: (round: Round) => number) => {
  const runs = pairs.map(([ours, ws]) => [of(ours), of(ws)] as const);
  return {
    figure: median(runs.map(([ours]) => ours)),
    ratio: median(runs.map(([ours, ws]) => ours / ws)),
    runs,
  };
};

export const bench: Bench = {
  name: 'Live changes to many clients',
  unit: 'changes delivered per CPU second of the server',
  async run() {
    const busy = await alternate(500, 5, {
      ours: { perSecond: 1000, seconds: 3, burst: 1 },
      // One frame a change: this is what the bare server holds on one core.
      ws: { perSecond: 80, seconds: 3, burst: 1 },
    });
    const pace = { perSecond: 20, seconds: 4, burst: 1 };
    const quiet = await alternate(20, 7, { ours: pace, ws: pace });
    return [
      {
        ...compare(busy, (round) => round.perCpuSecond),
        against:
          'ws to 500 clients, encoded once, one frame a change, at the rate that it holds (at least 5 times)',
      },
      {
        ...compare(busy, (round) => round.p99Ms),
        unit: 'ms, p99 to 500 clients at 1,000 changes a second to each',
        against: 'ws at a twelfth of the rate (ours at most 60 ms)',
      },
      {
        ...compare(quiet, (round) => round.p99Ms),
        unit: 'ms, p99 of the first change after quiet to 20 clients',
        against: 'ws, sent at once (ours at most 5 ms)',
      },
    ];
  },
};
