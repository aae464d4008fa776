import type { Socket } from 'socket.io';
import { Conflict, Forbidden, InvalidInput, NotFound, z } from '@lifeops/lib';
import type { CallResult, IdsDep, LogDep } from '@lifeops/lib';
import { callSchema, commandSchema, liveProtocol, subscribeSchema } from '@lifeops/lib/protocol';
import type { Problem, SubscribeAck, Topic } from '@lifeops/lib/protocol';
import { may } from '../../auth/principal.ts';
import type { Principal } from '../../auth/principal.ts';
import type { JsonSchema } from '../../config/json-schema.ts';
import { parseInput } from '../operations/input-check.ts';
import type { OperationRunner } from '../operations/operation-runner.ts';
import { problemOf, tooManyRequests } from '../problem.ts';
import type { TokenBuckets } from '../token-buckets.ts';
import type { LiveClient } from './live/live-group.ts';
import type { LivePacket } from './live/live-packet.ts';
import type { StateFanOut } from './live/state-fan-out.ts';
import type { TopicFeed } from './live/topic-feed.ts';
import { topicPermissions } from './live/topic-news.ts';

export interface SessionDeps extends IdsDep, LogDep {
  readonly runner: OperationRunner;
  readonly fanOut: StateFanOut;
  readonly feed: TopicFeed;
  readonly messages: TokenBuckets;
}

export interface SessionClient {
  readonly address: string;
  readonly device: string;
  /** Who the token stands for now; throws `Unauthorized` once it stands for nobody. */
  readonly authenticate: () => Principal;
}

type Answer = (answer: object) => void;

/** Answers that a client has not taken: beyond so many it gets no further ones computed. */
const mostUntaken = 64;

/** One connected client: its messages, its subscription, and the way out to it. */
export class SocketSession implements LiveClient {
  readonly #socket: Socket;
  readonly #client: SessionClient;
  readonly #deps: SessionDeps;
  readonly principal: Principal;

  constructor(socket: Socket, client: SessionClient, deps: SessionDeps) {
    this.#socket = socket;
    this.#client = client;
    this.#deps = deps;
    this.principal = client.authenticate();
  }

  start(): void {
    // Without a listener Socket.IO prints what a client did wrong; its connection is closed either way.
    this.#socket.on('error', () => this.#deps.log.debug('A socket sent what is no message'));
    this.#socket.onAny((event: unknown, ...given: unknown[]) => {
      const last = given.at(-1);
      const answer = typeof last === 'function' ? (last as Answer) : undefined;
      const payload = typeof given[0] === 'function' ? undefined : given[0];
      void this.#receive(String(event), payload, answer);
    });
    this.#socket.once('disconnect', () => this.leave());
  }

  get ready(): boolean {
    return this.#socket.connected && this.#socket.conn.transport.writable;
  }

  send({ text, frame }: LivePacket): void {
    const options: { readonly compress: boolean; readonly wsPreEncodedFrame: readonly Buffer[] } = {
      compress: false,
      wsPreEncodedFrame: frame,
    };
    this.#socket.conn.write(text, options);
  }

  restart(): void {
    this.#socket.conn.close();
  }

  /** For a token that is no longer valid: the client is not to come back with it. */
  end(): void {
    const { conn } = this.#socket;
    const { ready } = this;
    this.#socket.disconnect(true);
    if (ready) return;
    // A peer that takes nothing would take no farewell either, and hold the connection open.
    const transport: unknown = Reflect.get(conn.transport, 'socket');
    if (typeof transport === 'object' && transport !== null && 'terminate' in transport)
      Reflect.apply(transport.terminate as () => void, transport, []);
  }

  leave(): void {
    this.#deps.fanOut.leave(this);
    this.#deps.feed.leave(this);
  }

  isValid(): boolean {
    try {
      return this.#client.authenticate().role === this.principal.role;
    } catch {
      return false;
    }
  }

  async #receive(event: string, payload: unknown, answer: Answer | undefined): Promise<void> {
    const requestId = this.#deps.ids.next();
    const refuse = (cause: unknown): Problem => {
      const problem = problemOf(cause, requestId);
      if (problem.status >= 500 && problem.code === 'bug')
        this.#deps.log.error('A socket message failed by a fault of ours', {
          request_id: requestId,
          error: cause instanceof Error ? cause : String(cause),
        });
      return problem;
    };
    try {
      this.#checkRate();
      if (event === 'subscribe') this.#subscribe(payload, answer);
      else if (event === 'call') answer?.({ ok: true, output: await this.#call(payload, requestId) });
      else if (event === 'command') await this.#command(payload, { requestId, answer, refuse });
      else if (event === 'ping') this.#pong(answer);
      else throw new NotFound('There is no such message. Send subscribe, call, command or ping.');
    } catch (cause) {
      answer?.({ ok: false, problem: refuse(cause) });
    }
  }

  #checkRate(): void {
    const { allowed, waitMs } = this.#deps.messages.take(this.#socket.id);
    if (!allowed) throw tooManyRequests(waitMs);
    const untaken: unknown = Reflect.get(this.#socket.conn, 'writeBuffer');
    if (Array.isArray(untaken) && untaken.length > mostUntaken)
      throw new Conflict('Read the answers that wait before asking for more.');
  }

  #subscribe(payload: unknown, answer: Answer | undefined): void {
    const { topics, filter, since } = parseInput(subscribeSchema, payload, subscribeJson);
    const principal = this.#client.authenticate();
    const readable = new Set(topics.filter((topic) => may(principal, topicPermissions[topic])));
    if (readable.size === 0)
      throw new Forbidden(`The role ${principal.role} may read none of these topics.`, {
        details: { topics, role: principal.role },
      });
    const { feed } = this.#deps;
    const resumes = since !== undefined && feed.reaches(since);
    feed.follow(this, { topics: readable, principal });
    const states = this.#subscribeStates(readable, { filter, since: resumes ? since : undefined });
    const { seq, snapshot, missed } = states;
    const ack: SubscribeAck = {
      ok: true,
      seq,
      protocol: liveProtocol,
      ...(snapshot ? { snapshot: { states: snapshot } } : {}),
    };
    answer?.(ack);
    if (missed) this.send(missed);
    if (resumes && !snapshot) for (const packet of feed.missed(this, since)) this.send(packet);
  }

  #subscribeStates(
    topics: ReadonlySet<Topic>,
    request: Pick<Parameters<StateFanOut['join']>[1], 'filter' | 'since'>,
  ): ReturnType<StateFanOut['join']> {
    const { fanOut } = this.#deps;
    if (topics.has('devices')) return fanOut.join(this, { ...request, userUid: this.principal.userUid });
    fanOut.leave(this);
    return { seq: fanOut.seq, snapshot: request.since === undefined ? [] : undefined, missed: undefined };
  }

  #call(payload: unknown, requestId: string): Promise<unknown> {
    const { operation, input } = parseInput(callSchema, payload, callJson);
    return this.#run(operation, input === undefined ? {} : input, requestId);
  }

  async #command(
    payload: unknown,
    by: {
      readonly requestId: string;
      readonly answer: Answer | undefined;
      readonly refuse: (cause: unknown) => Problem;
    },
  ): Promise<void> {
    // A client without a callback is answered by an event of its own.
    const answer: Answer = by.answer ?? ((ack) => this.#socket.emit('ack', ack));
    const command = parseInput(commandSchema, payload, commandJson);
    const { request_id } = command;
    try {
      const [domain = '', service = '', ...rest] = command.service.split('.');
      if (domain === '' || service === '' || rest.length > 0)
        throw new InvalidInput('The service is not right; it looks like light.turn_on.', [
          { path: '/service', message: 'is not right', expected: 'domain.service' },
        ]);
      const { entity_id, device_id } = command;
      const named = { ...(entity_id ? { entity_id } : {}), ...(device_id ? { device_id } : {}) };
      const target = command.target ?? (Object.keys(named).length > 0 ? named : undefined);
      const input = { domain, service, data: command.data, ...(target === undefined ? {} : { target }) };
      const result = (await this.#run('services.call', input, by.requestId)) as CallResult;
      answer({ request_id, ok: true, status: statusOf(result), result });
    } catch (cause) {
      answer({ request_id, ok: false, status: 'failed', problem: by.refuse(cause) });
    }
  }

  #pong(answer: Answer | undefined): void {
    if (answer) answer({ ok: true });
    else this.#socket.emit('pong');
  }

  #run(operation: string, input: unknown, requestId: string): Promise<unknown> {
    return this.#deps.runner.run(operation, input, {
      principal: this.#client.authenticate(),
      address: this.#client.address,
      requestId,
      device: this.#client.device,
    });
  }
}

/** The worst that happened to a target stands for the whole command. */
function statusOf({ results }: CallResult): 'done' | 'pending' | 'skipped' | 'failed' {
  const statuses = new Set(results.map(({ status }) => status));
  for (const status of ['failed', 'pending', 'skipped'] as const) if (statuses.has(status)) return status;
  return 'done';
}

const jsonOf = (schema: z.ZodType) => {
  let made: JsonSchema | undefined;
  return (): JsonSchema =>
    (made ??= z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema);
};
const subscribeJson = jsonOf(subscribeSchema);
const callJson = jsonOf(callSchema);
const commandJson = jsonOf(commandSchema);
