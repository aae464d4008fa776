import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { WebSocket } from 'ws';

export interface Heard {
  readonly event: string;
  readonly payload: unknown;
}

/** A Socket.IO client of few lines over a bare WebSocket (Engine.IO 4, Socket.IO 5), so that tests see every packet. */
export class SocketClient {
  readonly heard: Heard[] = [];
  readonly ws: WebSocket;
  closed = false;
  refusal: { readonly message: string; readonly data: unknown } | undefined;
  #connected = false;
  #ended = false;
  #id = 0;
  readonly #acks = new Map<number, (answer: unknown) => void>();

  private constructor(port: number, headers: Readonly<Record<string, string>>) {
    this.ws = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, { headers });
    this.ws.on('message', (data) => this.#receive((data as Buffer).toString()));
    this.ws.on('close', () => {
      this.closed = true;
      for (const answer of this.#acks.values()) answer({ ok: false, closed: true });
    });
    this.ws.on('error', () => (this.closed = true));
  }

  /** Connected, refused (`refusal` tells why) or closed when it resolves. */
  static async connect(
    port: number,
    token: string | undefined,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<SocketClient> {
    const client = new SocketClient(port, headers);
    const first = await Promise.race([
      once(client.ws, 'open'),
      once(client.ws, 'close').catch(() => 'closed'),
    ]).catch(() => 'closed');
    if (first === 'closed') return client;
    client.ws.send(`40${JSON.stringify(token === undefined ? {} : { token })}`);
    await client.until(() => client.#connected || client.closed || client.refusal !== undefined);
    return client;
  }

  /** Sends an event and gives its ack. */
  emit(event: string, ...payload: readonly unknown[]): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const id = this.#id++;
    this.#acks.set(id, resolve);
    this.ws.send(`42${id}${JSON.stringify([event, ...payload])}`);
    return promise;
  }

  /** Sends an event that asks for no ack. */
  tell(event: string, ...payload: readonly unknown[]): void {
    this.ws.send(`42${JSON.stringify([event, ...payload])}`);
  }

  /** Resolves when it holds; real input and output goes on meanwhile. */
  async until(holds: () => boolean): Promise<void> {
    const deadline = performance.now() + 5000;
    while (!holds()) {
      if (performance.now() > deadline) throw new Error(`Not in 5 s: ${holds.toString()}`);
      await turn();
    }
  }

  of<T>(event: string): T[] {
    return this.heard.filter((one) => one.event === event).map(({ payload }) => payload as T);
  }

  async end(): Promise<void> {
    this.#ended = true;
    this.ws.close();
    await this.until(() => this.closed);
  }

  get ended(): boolean {
    return this.#ended;
  }

  #receive(text: string): void {
    if (text === '2') this.ws.send('3');
    else if (text.startsWith('40')) this.#connected = true;
    else if (text.startsWith('44'))
      this.refusal = JSON.parse(text.slice(2)) as NonNullable<typeof this.refusal>;
    else if (text.startsWith('42')) {
      const [event, payload] = JSON.parse(text.slice(2)) as [string, unknown];
      this.heard.push({ event, payload });
    } else if (text.startsWith('43')) {
      const { 1: id, 2: body } = /^43(\d+)([^]*)$/.exec(text) ?? [];
      const [answer] = JSON.parse(body ?? '[]') as [unknown];
      this.#acks.get(Number(id))?.(answer);
      this.#acks.delete(Number(id));
    }
  }
}
