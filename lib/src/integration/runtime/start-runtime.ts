import { Aborted, asError, errorToRecord, NotReady } from '../../base/errors.ts';
import type { Json } from '../../base/json.ts';
import type { Integration } from '../define-integration.ts';
import type { RuntimePipe, ToHost, ToIntegration } from '../messages.ts';
import type { RuntimeIo } from '../runtime-io.ts';
import { AsksToHub } from './asks.ts';
import { checkConfig } from './check-config.ts';
import { describeIntegration } from './describe.ts';
import { EntryRun } from './entry-run.ts';
import { FlowRun } from './flow-run.ts';
import type { FlowRunDeps } from './flow-run.ts';
import { Redactor } from './redactor.ts';

export interface RuntimeOptions {
  readonly integration: Integration;
  readonly pipe: RuntimePipe;
  readonly io: RuntimeIo;
}

/**
 * The integration's side of the border, for one entry and any number of flows. `start` may be sent again after an
 * outcome that was not ready, and after one that was only once stopped, on a new pipe. `stop` ends everything;
 * `stopped` is the last message. Disposing does the same for a host that is going away.
 */
export function startRuntime(options: RuntimeOptions): AsyncDisposable {
  const runtime = new Runtime(options);
  const subscription = options.pipe.receive((message) => runtime.receive(message));
  return {
    async [Symbol.asyncDispose]() {
      await runtime.stop();
      subscription[Symbol.dispose]();
    },
  };
}

class Runtime {
  readonly #deps: FlowRunDeps;
  readonly #asks: AsksToHub;
  readonly #redactor = new Redactor();
  readonly #calls = new Map<number, AbortController>();
  readonly #flows = new Map<number, FlowRun>();
  #entry: EntryRun | undefined;
  #stopping: Promise<void> | undefined;
  #silent = false;

  constructor({ integration, pipe, io }: RuntimeOptions) {
    const send = (message: ToHost) => {
      if (!this.#silent) pipe.send(message);
    };
    this.#asks = new AsksToHub(send, io.clock);
    this.#deps = { integration, io, asks: this.#asks, redactor: this.#redactor, send };
  }

  receive(message: ToIntegration): void {
    const { integration } = this.#deps;
    switch (message.type) {
      case 'describe':
        return this.#reply(message.id, () => describeIntegration(integration));
      case 'check':
        return this.#reply(
          message.id,
          () => checkConfig(integration, message.config, message.version) as unknown as Json,
        );
      case 'start':
        return void this.#start(message);
      case 'call':
        return this.#reply(message.id, (signal) =>
          this.#ready().call(message.n, message.service, message.input, signal),
        );
      case 'serve':
        return this.#reply(message.id, (signal) =>
          this.#ready().serve(message.service, message.input, message.device, signal),
        );
      case 'refresh':
        return this.#reply(message.id, () => this.#ready().refresh(message.n));
      case 'diagnose':
        return this.#reply(message.id, async () => this.#redactor.json(await this.#ready().diagnose()));
      case 'flow':
        return this.#startFlow(message);
      case 'answer':
        return this.#flows.get(message.flow)?.answer(message.value);
      case 'abandon':
        return this.#abandon(message.flow);
      case 'cancel':
        return this.#calls.get(message.id)?.abort(new Aborted());
      case 'got':
        return this.#asks.answer(message.id, message.value);
      case 'got_error':
        return this.#asks.refuse(message.id, message.error);
      case 'state':
        return this.#asks.state(message.id, message.state);
      case 'stop':
        return void this.stop();
    }
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    const failures: Error[] = [];
    for (const held of [...this.#flows.values(), ...(this.#entry ? [this.#entry] : [])]) {
      await held[Symbol.asyncDispose]().catch((cause: unknown) => failures.push(asError(cause)));
    }
    for (const call of this.#calls.values()) call.abort(new Aborted());
    this.#asks.end();
    const [failure] = failures;
    this.#deps.send({
      type: 'stopped',
      error: failure ? this.#redactor.error(errorToRecord(failure)) : null,
    });
    this.#silent = true;
  }

  async #start(message: Extract<ToIntegration, { type: 'start' }>): Promise<void> {
    if (this.#stopping) return;
    if (this.#entry && !this.#entry.isOver) {
      const error = errorToRecord(new NotReady('It is set up already; stop it first.'));
      this.#deps.send({ type: 'setup', outcome: 'failed', error });
      return;
    }
    const { config, options, site, simulator } = message;
    const entry = new EntryRun(this.#deps, {
      config,
      options,
      site,
      simulator,
      lastNumber: this.#entry?.lastNumber ?? 0,
    });
    this.#entry = entry;
    const outcome = await entry.start();
    if (!this.#stopping) this.#deps.send({ type: 'setup', ...outcome });
  }

  #ready(): EntryRun {
    if (this.#entry && !this.#stopping) return this.#entry;
    throw new NotReady(`${this.#deps.integration.id} is not set up at the moment.`);
  }

  #reply(id: number, run: (signal: AbortSignal) => Json | Promise<Json>): void {
    void this.#answer(id, run);
  }

  async #answer(id: number, run: (signal: AbortSignal) => Json | Promise<Json>): Promise<void> {
    const call = new AbortController();
    this.#calls.set(id, call);
    try {
      const result = await orAborted(call.signal, run);
      this.#deps.send({ type: 'reply', id, result });
    } catch (cause) {
      this.#deps.send({ type: 'fail', id, error: this.#redactor.error(errorToRecord(cause)) });
    } finally {
      this.#calls.delete(id);
    }
  }

  #startFlow(message: Extract<ToIntegration, { type: 'flow' }>): void {
    if (this.#stopping || this.#flows.has(message.flow)) return;
    const run = new FlowRun(
      {
        ...this.#deps,
        send: (outgoing) => {
          if (outgoing.type === 'flow_ended') this.#flows.delete(message.flow);
          this.#deps.send(outgoing);
        },
      },
      message,
    );
    this.#flows.set(message.flow, run);
    run.start();
  }

  #abandon(flow: number): void {
    const run = this.#flows.get(flow);
    if (run) void run[Symbol.asyncDispose]().catch(() => {});
  }
}

/** A cancelled call is answered at once, though the integration may not listen to its signal. */
function orAborted<T>(signal: AbortSignal, run: (signal: AbortSignal) => T | Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Aborted()), { once: true });
    new Promise<T>((start) => start(run(signal))).then(resolve, reject);
  });
}
