import { Aborted, Bug, errorToRecord, NotFound } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { Scope } from '../../base/scope.ts';
import type { Integration } from '../define-integration.ts';
import type { Flow, FlowResult, FlowStep } from '../flow.ts';
import type { SiteMessage, ToHost } from '../messages.ts';
import type { Hub, PortName } from '../ports.ts';
import type { RuntimeIo } from '../runtime-io.ts';
import type { AsksToHub } from './asks.ts';
import { parseConfig } from './check-config.ts';
import { flowSteps } from './flow-steps.ts';
import { hubLogger } from './hub-log.ts';
import { grantPorts, refuseUndeclared } from './hub-ports.ts';
import type { Redactor } from './redactor.ts';
import { portNames } from '../ports.ts';

export interface FlowRunDeps {
  readonly integration: Integration;
  readonly io: RuntimeIo;
  readonly asks: AsksToHub;
  readonly redactor: Redactor;
  readonly send: (message: ToHost) => void;
}
export interface FlowRequest {
  readonly flow: number;
  readonly name: string;
  readonly discovered: Json;
  readonly current: JsonObject | null;
  readonly site: SiteMessage;
}

/** One person's way through a flow: drives the integration's generator by the answers that come. */
export class FlowRun implements AsyncDisposable {
  readonly #deps: FlowRunDeps;
  readonly #request: FlowRequest;
  readonly #scope: Scope;
  #steps: AsyncGenerator<FlowStep, FlowResult, Json> | undefined;
  #awaitsAnswer = false;
  #ended = false;

  constructor(deps: FlowRunDeps, request: FlowRequest) {
    this.#deps = deps;
    this.#request = request;
    this.#scope = new Scope(`flow ${request.name} of ${deps.integration.id}`);
  }

  start(): void {
    const { integration } = this.#deps;
    const flow =
      integration.flows[this.#request.name as keyof Integration['flows']] ??
      defaultFlow(integration, this.#request.name);
    if (!flow) {
      this.#end(null, new NotFound(`${integration.id} has no flow "${this.#request.name}".`));
      return;
    }
    this.#steps = flow(this.#context());
    this.#advance(null);
  }

  answer(value: Json): void {
    if (!this.#awaitsAnswer || this.#ended) return;
    this.#awaitsAnswer = false;
    this.#advance(value);
  }

  /** The person went away: what the flow holds is released, its `finally` runs. */
  async [Symbol.asyncDispose](): Promise<void> {
    const abandoned = !this.#ended;
    this.#ended = true;
    const closing = this.#scope[Symbol.asyncDispose]();
    if (abandoned) {
      await this.#steps?.return({ kind: 'abort', reason: 'abandoned' }).catch(() => {});
      const error = errorToRecord(new Aborted('The flow was abandoned.'));
      this.#deps.send({ type: 'flow_ended', flow: this.#request.flow, result: null, error });
    }
    await closing;
  }

  #advance(value: Json): void {
    this.#scope.track(this.#next(value), () => {});
  }

  async #next(value: Json): Promise<void> {
    try {
      let step = await this.#steps?.next(value);
      while (step && !step.done && !this.#ended) {
        this.#deps.send({ type: 'step', flow: this.#request.flow, step: step.value });
        if (step.value.kind !== 'progress') {
          this.#awaitsAnswer = true;
          return;
        }
        step = await this.#steps?.next(null);
      }
      if (step?.done)
        this.#end(
          step.value ?? null,
          step.value ? null : new Bug('The flow ended without done() or abort().'),
        );
    } catch (cause) {
      this.#end(null, cause);
    }
  }

  #end(result: FlowResult | null, cause: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    const error = cause === null ? null : this.#deps.redactor.error(errorToRecord(cause));
    this.#deps.send({ type: 'flow_ended', flow: this.#request.flow, result, error });
    void this.#scope[Symbol.asyncDispose]().catch(() => {});
  }

  #context(): Parameters<Flow<JsonObject, PortName>>[0] {
    const { integration, io, asks, redactor, send } = this.#deps;
    const { current, discovered, site } = this.#request;
    const log = hubLogger(send, redactor, { flow: this.#request.name });
    const { signal } = this.#scope;
    const ports = grantPorts(integration.needs, { io, asks, log, redactor, signal });
    const hub = refuseUndeclared({ site, signal, log, ...ports }, integration.id, portNames);
    return {
      ...flowSteps(current ?? undefined),
      hub: hub as unknown as Hub<PortName>,
      discovered,
      current: current ?? undefined,
    };
  }
}

/** Where the integration has no flow of its own: a form of its config. */
function defaultFlow(integration: Integration, name: string): Flow<JsonObject, PortName> | undefined {
  if (name !== 'user' && name !== 'reauth' && name !== 'reconfigure') return undefined;
  return async function* plain({ form, done }) {
    let raw: JsonObject = {};
    const steps = form('config', integration.config.strict());
    let step = await steps.next(null);
    // The raw answer is kept: the parsed one holds secrets as objects.
    while (!step.done) {
      raw = (yield step.value) as JsonObject;
      step = await steps.next(raw);
    }
    const config = parseConfig(integration, raw) as never;
    const uniqueId = integration.uniqueId?.(config);
    const title = integration.title?.(config) ?? integration.id;
    return done({ title, config: raw, ...(uniqueId === undefined ? {} : { uniqueId }) });
  };
}
