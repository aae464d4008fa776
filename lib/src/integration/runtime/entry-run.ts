import {
  Aborted,
  AuthExpired,
  asError,
  asLifeOpsError,
  errorToRecord,
  LifeOpsError,
  NotFound,
  NotReady,
  Unavailable,
} from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import { Scope } from '../../base/scope.ts';
import { serviceInputSchema } from '../../domains/schemas.ts';
import { commandName } from '../../domains/description.ts';
import type { SetupOutcome, SiteMessage } from '../messages.ts';
import { notJson } from '../pipe.ts';
import type { Hub, PortName } from '../ports.ts';
import { parseOrRefuse } from '../parse-or-refuse.ts';
import { parseConfig } from './check-config.ts';
import { describeIntegration } from './describe.ts';
import { implementedServices } from './implemented-services.ts';
import { EntryHub } from './entry-hub.ts';
import type { FlowRunDeps } from './flow-run.ts';
import { hubLogger } from './hub-log.ts';

export interface EntryRequest {
  readonly config: JsonObject;
  readonly options: JsonObject;
  readonly site: SiteMessage;
  readonly simulator: JsonObject | null;
  /** Entity numbers go on from here, so that those of an earlier start are never taken for this one's. */
  readonly lastNumber: number;
}

type Handler = (
  input: unknown,
  io: { readonly device: string | null; readonly signal: AbortSignal },
) => unknown;

/** One start of an entry, from its set-up to its end. */
export class EntryRun implements AsyncDisposable {
  readonly #deps: FlowRunDeps;
  readonly #request: EntryRequest;
  readonly #scope: Scope;
  readonly #log: Logger;
  readonly #entry: EntryHub;
  #hub: Hub<PortName> | undefined;
  #config: object = {};
  #handlers: Readonly<Record<string, Handler>> = {};
  #state: 'starting' | 'ready' | 'over' = 'starting';
  #setup: Promise<unknown> = Promise.resolve();

  constructor(deps: FlowRunDeps, request: EntryRequest) {
    const { integration, io, asks, redactor, send } = deps;
    this.#deps = deps;
    this.#request = request;
    this.#scope = new Scope(integration.id);
    this.#log = hubLogger(send, redactor);
    const { site, simulator, lastNumber } = request;
    this.#entry = new EntryHub({
      integration,
      io,
      asks,
      redactor,
      send,
      log: this.#log,
      scope: this.#scope,
      site,
      simulator,
      lastNumber,
    });
  }

  get lastNumber(): number {
    return this.#entry.outbox.lastNumber;
  }

  get isOver(): boolean {
    return this.#state === 'over';
  }

  /** Sets the entry up. After any outcome but ready, all that was made is ended again. */
  async start(): Promise<SetupOutcome> {
    const { integration, redactor } = this.#deps;
    redactor.learnFrom(this.#request.config, describeIntegration(integration).secrets);
    try {
      this.#setup = this.#begin();
      await this.#setup;
      if (this.#scope.closed) throw new Aborted();
      this.#state = 'ready';
      return { outcome: 'ready' };
    } catch (cause) {
      await this[Symbol.asyncDispose]().catch((failure: unknown) =>
        this.#log.error('What was begun did not end cleanly.', { error: asError(failure) }),
      );
      return { outcome: outcomeOf(cause), error: redactor.error(errorToRecord(cause)) };
    }
  }

  async call(n: number, service: string, input: JsonObject, signal: AbortSignal): Promise<Json> {
    this.#mustBeReady();
    const found = this.#entry.slots.get(n);
    if (!found) throw new NotFound('The entity is no longer there.');
    const { slot, tree } = found;
    const { spec, description } = slot.entity;
    const features = description.features ?? [];
    const command = description.commands?.[commandName(service)];
    if (!command || !implementedServices(spec, features).includes(service)) {
      throw new NotFound(`${slot.uniqueId} does not do ${spec.domain}.${service}.`, {
        code: 'service-not-found',
      });
    }
    const checked = parseOrRefuse(
      serviceInputSchema(spec, service, features),
      input,
      `The input of ${spec.domain}.${service}`,
    ) as object;
    if (!slot.item) throw new NotReady(`${slot.uniqueId} has not been read yet.`);
    const source = this.#entry.sources.find((candidate) => candidate.tree === tree);
    const readings = source?.readings ?? 0;
    const result = await this.#work(() =>
      command(checked, { data: slot.item?.value, signal: this.#bound(signal) }),
    );
    source?.refreshAfter(readings);
    return jsonResult(result, `${spec.domain}.${service}`);
  }

  async serve(service: string, input: JsonObject, device: string | null, signal: AbortSignal): Promise<Json> {
    this.#mustBeReady();
    const { integration } = this.#deps;
    const declared = Object.hasOwn(integration.services, service) ? integration.services[service] : undefined;
    const handler = this.#handlers[service];
    if (!declared || !handler)
      throw new NotFound(`${integration.id} has no service ${service}.`, { code: 'service-not-found' });
    const path = device === null ? undefined : this.#entry.devices.get(device);
    if (declared.target === 'device' && !path)
      throw new NotFound('The service acts on a device, and that one is not there.');
    const checked = parseOrRefuse(declared.input, input, `The input of ${service}`);
    const key = declared.target === 'device' ? (path?.join('/') ?? null) : null;
    const result = await this.#work(() => handler(checked, { device: key, signal: this.#bound(signal) }));
    const output = declared.output
      ? parseOrRefuse(declared.output, result, `The answer of ${service}`)
      : null;
    return jsonResult(output, service);
  }

  async refresh(n: number | null): Promise<null> {
    this.#mustBeReady();
    const tree = n === null ? undefined : this.#entry.slots.get(n)?.tree;
    if (n !== null && !tree) throw new NotFound('The entity is no longer there.');
    await Promise.all(
      this.#entry.sources.filter((source) => !tree || source.tree === tree).map((source) => source.refresh()),
    );
    return null;
  }

  async diagnose(): Promise<Json> {
    const { integration } = this.#deps;
    const own = this.#hub && integration.diagnostics?.({ config: this.#config as never, hub: this.#hub });
    return {
      sources: this.#entry.sources.map((source) => ({ ...source.diagnostics() })),
      entities: this.#entry.slots.size,
      devices: this.#entry.devices.size,
      own: jsonResult((await own) ?? null, 'diagnostics'),
    };
  }

  /** Ends all that was made through the hub, newest first; what set-up still does is waited for. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#state = 'over';
    const closing = this.#scope[Symbol.asyncDispose]();
    await this.#setup.catch(() => {});
    await closing;
  }

  async #begin(): Promise<void> {
    const { integration } = this.#deps;
    const config = parseConfig(integration, this.#request.config);
    const options = integration.options
      ? parseOrRefuse(
          integration.options,
          this.#request.options,
          `The options of ${integration.id}`,
          'invalid-config',
        )
      : {};
    this.#config = config;
    this.#hub = this.#entry.hub();
    this.#handlers = ((await integration.setup({ config, options, hub: this.#hub })) ?? {}) as Readonly<
      Record<string, Handler>
    >;
    if (this.#scope.closed) throw new Aborted();
    await this.#entry.firstData();
    this.#entry.begin();
  }

  #mustBeReady(): void {
    if (this.#state !== 'ready')
      throw new NotReady(`${this.#deps.integration.id} is not set up at the moment.`);
  }

  #bound(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#scope.signal]);
  }

  /** Runs the integration's code for a caller: waited for at unload, foreign errors translated. */
  async #work(run: () => unknown): Promise<unknown> {
    const work = new Promise((start) => start(run()));
    this.#scope.track(work, () => {});
    try {
      return await work;
    } catch (cause) {
      if (cause instanceof AuthExpired) this.#entry.reauth(cause);
      const known = asLifeOpsError(cause);
      if (cause instanceof LifeOpsError || known.code !== 'bug') throw known;
      this.#log.error('A command failed in a way that the integration does not know.', {
        error: asError(cause),
      });
      throw new Unavailable(`It failed: ${known.message}`, { code: 'command-failed', cause });
    }
  }
}

/** What can pass by itself is tried again; what only a person can mend is not. */
function outcomeOf(cause: unknown): 'retry' | 'reauth' | 'failed' {
  const { kind } = asLifeOpsError(cause);
  if (kind === 'AuthExpired') return 'reauth';
  return kind === 'NotReady' || kind === 'Unavailable' || kind === 'TimedOut' || kind === 'Aborted'
    ? 'retry'
    : 'failed';
}

function jsonResult(result: unknown, what: string): Json {
  if (result === undefined) return null;
  const place = notJson(result, '');
  if (place === undefined) return result as Json;
  throw new Unavailable(`The answer of ${what} is no JSON at ${place}.`, { code: 'command-failed' });
}
