import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Socket } from 'socket.io';
import { every, Scope, Unauthorized } from '@lifeops/lib';
import type { ClockDep, IdsDep, LogDep } from '@lifeops/lib';
import type { Accounts } from '../../auth/accounts.ts';
import type { EventBus } from '../../core/bus/event-bus.ts';
import type { StateMachine } from '../../core/state-machine/state-machine.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { mayConnectFrom } from '../origin.ts';
import { problemOf } from '../problem.ts';
import { TokenBuckets } from '../token-buckets.ts';
import type { OwnerMemoryDeps } from './live/owner-memory.ts';
import { StateFanOut } from './live/state-fan-out.ts';
import { TopicFeed } from './live/topic-feed.ts';
import { SocketSession } from './socket-session.ts';

export interface SocketApiDeps extends ClockDep, IdsDep, LogDep, OwnerMemoryDeps {
  readonly accounts: Accounts;
  readonly runner: OperationRunner;
  readonly bus: EventBus;
  readonly states: StateMachine;
  /** The client's address, proxies that are trusted left out: `HttpApi.addressOf`. */
  readonly addressOf: (request: IncomingMessage) => string;
}

export interface SocketApiOptions {
  /** Origins of other sites whose pages may connect. */
  readonly cors: readonly string[];
  /** Of one socket. Default 3000. */
  readonly messagesPerMinute?: number;
  /** Changes that a returning client can be told without a snapshot. Default 8192. */
  readonly recentChanges?: number;
}

/** How often tokens of open sockets are looked at again: they may expire while nothing is asked. */
const reviewMs = 60_000;

/** The live API: Socket.IO on the hub's own HTTP server. */
export class SocketApi implements AsyncDisposable {
  readonly #deps: SocketApiDeps;
  readonly #io: Server;
  readonly #fanOut: StateFanOut;
  readonly #feed: TopicFeed;
  readonly #messages: TokenBuckets;
  readonly #sessions = new Set<SocketSession>();
  readonly #scope = new Scope('socket API');

  constructor(deps: SocketApiDeps, options: SocketApiOptions) {
    this.#deps = deps;
    this.#fanOut = new StateFanOut(deps, { recentChanges: options.recentChanges ?? 8192 });
    this.#feed = new TopicFeed(deps);
    this.#messages = new TokenBuckets(deps, { perMinute: options.messagesPerMinute ?? 3000 });
    this.#io = new Server({
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      httpCompression: false,
      serveClient: false,
      maxHttpBufferSize: 1_000_000,
      connectTimeout: 10_000,
      pingInterval: 25_000,
      // A client behind a slow line answers late, after all that is on its way to it.
      pingTimeout: 60_000,
      cors: { origin: [...options.cors] },
      allowRequest: (request, callback) => {
        const allowed = mayConnectFrom(request, options.cors);
        callback(allowed ? null : 'This origin may not connect.', allowed);
      },
    });
  }

  /** Connected clients. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Subscriptions that differ: what a change is looked up for. */
  get groupCount(): number {
    return this.#fanOut.groupCount;
  }

  start(server: HttpServer): void {
    const { accounts, bus, clock, log } = this.#deps;
    this.#scope.use(this.#fanOut);
    this.#scope.use(this.#feed);
    this.#fanOut.start();
    this.#feed.start();
    this.#scope.on(accounts.tokens.revoked, ({ uid }) => {
      for (const session of this.#sessions) if (session.principal.tokenUid === uid) session.end();
    });
    this.#scope.use(
      bus.on('user_updated', ({ data: { uid } }) => this.#reviewRoles(uid), { owner: 'socket API' }),
    );
    this.#scope.use(
      every(
        clock,
        reviewMs,
        () => this.#endInvalid(),
        (cause) =>
          log.error('Open sockets were not reviewed', {
            error: cause instanceof Error ? cause : String(cause),
          }),
      ),
    );
    this.#io.use((socket, next) => void this.#handshake(socket, next));
    this.#io.on('connection', (socket) => this.#open(socket, socket.data as SocketSession));
    this.#io.attach(server);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const session of Array.from(this.#sessions)) session.end();
    this.#io.disconnectSockets(true);
    this.#io.engine?.close();
    await this.#scope[Symbol.asyncDispose]();
  }

  async #handshake(socket: Socket, next: (refusal?: Error) => void): Promise<void> {
    try {
      await this.#admit(socket);
      next();
    } catch (cause) {
      const problem = problemOf(cause, this.#deps.ids.next());
      next(Object.assign(new Unauthorized(problem.detail), { data: problem }));
    }
  }

  async #admit(socket: Socket): Promise<void> {
    const token: unknown = Reflect.get(Object(socket.handshake.auth) as object, 'token');
    const secret = typeof token === 'string' ? token : undefined;
    await this.#deps.accounts.authenticateFresh(secret);
    socket.data = new SocketSession(
      socket,
      {
        address: this.#deps.addressOf(socket.request),
        device: String(socket.handshake.headers['user-agent'] ?? 'unnamed').slice(0, 100),
        authenticate: () => this.#deps.accounts.authenticate(secret),
      },
      { ...this.#deps, fanOut: this.#fanOut, feed: this.#feed, messages: this.#messages },
    );
  }

  #open(socket: Socket, session: SocketSession): void {
    this.#sessions.add(session);
    socket.once('disconnect', () => this.#sessions.delete(session));
    session.start();
    // The handshake's request is not needed any more, and is most of what an idle client costs in memory.
    Reflect.set(socket.conn, 'request', null);
    // The token may have been revoked while the handshake went on.
    if (!session.isValid()) session.end();
  }

  /** A person's role changed: their clients come back with what they may do now. */
  #reviewRoles(userUid: string): void {
    for (const session of this.#sessions)
      if (session.principal.userUid === userUid && !session.isValid()) session.restart();
  }

  #endInvalid(): void {
    for (const session of this.#sessions) if (!session.isValid()) session.end();
  }
}
