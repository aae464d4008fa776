import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { Server } from 'socket.io';
import { operations } from '@lifeops/lib/protocol';
import type { Operation } from '@lifeops/lib/protocol';
import { answersOf, Refusal } from './fake-answers.ts';
import type { Answers } from './fake-answers.ts';
import { FakeHome } from './fake-home.ts';

const all: readonly Operation[] = Object.values(operations);
const dist = join(import.meta.dirname, '../../ui/dist');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
};
/** As strict as the hub is: nothing from elsewhere, no scripts inline. */
const policy =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws:; base-uri 'none'; object-src 'none'";

/**
 * A hub for the UI's tests: the operations with a believable home behind them over REST and socket.io, each answer
 * checked by the protocol's schema, and the built UI at `/`.
 */
export class FakeHub implements AsyncDisposable {
  readonly home = new FakeHome();
  readonly #answers: Answers = answersOf(this.home);
  readonly #http: HttpServer;
  readonly #io: Server;
  #url = '';

  private constructor() {
    this.#http = createServer((request, response) => void this.#serve(request, response));
    this.#io = new Server(this.#http, { transports: ['websocket'] });
    this.#io.use((socket, next) => {
      if (socket.handshake.auth['token'] === this.home.token) next();
      else next(Object.assign(new Error('unauthorized'), { data: { code: 'unauthorized' } }));
    });
    this.#io.on('connection', (socket) => {
      socket.on('subscribe', (_, ack: (answer: unknown) => void) => {
        void socket.join('live');
        ack({ ok: true, seq: this.home.seq, protocol: 1, snapshot: { states: this.home.states() } });
      });
      socket.on(
        'call',
        ({ operation, input }: { operation: string; input: object }, ack: (answer: unknown) => void) => {
          ack(this.#call(operation, input));
        },
      );
    });
    this.home.onState = (changes, seq) => this.#io.to('live').emit('device_state', { seq, changes });
    this.home.onTopic = (event) =>
      this.#io.to('live').emit(event, { seq: this.home.seq, kind: event, action: 'update', uid: 'x' });
  }

  /** Listens on a port of its own. */
  static async start(port = 0): Promise<FakeHub> {
    const hub = new FakeHub();
    await new Promise<void>((listening) => hub.#http.listen(port, '127.0.0.1', listening));
    hub.#url = `http://127.0.0.1:${(hub.#http.address() as AddressInfo).port}`;
    return hub;
  }

  get url(): string {
    return this.#url;
  }

  /** Cuts every live connection; clients come back by themselves. */
  cut(): void {
    this.#io.disconnectSockets(true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#http.closeAllConnections();
    await this.#io.close();
  }

  #call(
    name: string,
    input: object,
  ): { ok: true; output: unknown } | { ok: false; problem: Readonly<Record<string, unknown>> } {
    const operation = (operations as Readonly<Record<string, Operation>>)[name];
    const answer = this.#answers[name];
    try {
      if (!operation || !answer) throw new Refusal(404, 'not-found', `The fake hub does not know ${name}.`);
      const parsed = operation.input.parse(input) as Readonly<Record<string, unknown>>;
      return { ok: true, output: operation.output.parse(answer(parsed)) };
    } catch (cause) {
      if (cause instanceof Refusal) return { ok: false, problem: cause.problem };
      return { ok: false, problem: new Refusal(500, 'bug', `${name}: ${String(cause)}`).problem };
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const found = match(request.method ?? 'GET', url.pathname);
    if (!found) {
      await serveFile(url.pathname, response);
      return;
    }
    const body = await text(request);
    if (
      found.operation.permission !== null &&
      request.headers.authorization !== `Bearer ${this.home.token}`
    ) {
      send(response, 401, new Refusal(401, 'unauthorized', 'Sign in first.').problem);
      return;
    }
    const answer = this.#call(found.operation.name, {
      ...Object.fromEntries(url.searchParams),
      ...(body === '' ? {} : (JSON.parse(body) as object)),
      ...found.params,
    });
    if (answer.ok) send(response, found.operation.status ?? 200, answer.output);
    else send(response, Number(answer.problem['status']), answer.problem);
  }
}

function match(
  method: string,
  path: string,
): { readonly operation: Operation; readonly params: Readonly<Record<string, string>> } | undefined {
  for (const operation of all) {
    if (operation.method !== method) continue;
    const pattern = `${operation.root ? '' : '/api/v1'}${operation.path}`.replace(
      /\{(\w+)\}/g,
      '(?<$1>[^/]+)',
    );
    const found = new RegExp(`^${pattern}$`).exec(path);
    if (found)
      return {
        operation,
        params: Object.fromEntries(
          Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]),
        ),
      };
  }
  return undefined;
}

async function serveFile(path: string, response: ServerResponse): Promise<void> {
  const name = extname(path) === '' ? 'index.html' : normalize(path);
  try {
    const content = await readFile(join(dist, name));
    response.writeHead(200, {
      'content-type': types[extname(name)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let all = '';
  for await (const chunk of request as AsyncIterable<Buffer>) all += chunk.toString();
  return all;
}
