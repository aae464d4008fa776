import { Aborted, Conflict, errorFromRecord, NotFound, Scope } from '@lifeops/lib';
import type { ClockDep, ConfigEntry, IdsDep, Json, JsonObject, SiteInfo } from '@lifeops/lib';
import { minutes } from '@lifeops/lib';
import type { FlowResult, FlowStep } from '@lifeops/lib/host';
import { Connection } from './connection.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';
import type { Hosted, IntegrationHost } from './integration-host.ts';

/** A flow that nobody answers is given up. */
const idleMs = minutes(30);
/** How long a step may take to come; a step of progress comes at once. */
const stepMs = minutes(2);
const mostFlows = 20;

export type FlowOutcome =
  | { readonly kind: 'step'; readonly step: FlowStep }
  | { readonly kind: 'ended'; readonly result: FlowResult };

interface RunningFlow {
  readonly integration: string;
  readonly entryUid: string | null;
  readonly hosted: Hosted;
  readonly connection: Connection;
  next: PromiseWithResolvers<FlowOutcome>;
  step: FlowStep | undefined;
  idle: Disposable | undefined;
}

/** Set-ups with steps, each in an instance of its integration of its own, until they end or are given up. */
export class Flows implements AsyncDisposable {
  readonly #deps: ClockDep &
    IdsDep & {
      readonly host: IntegrationHost;
      readonly catalog: IntegrationCatalog;
      readonly site: () => SiteInfo;
    };
  readonly #flows = new Map<string, RunningFlow>();
  readonly #scope = new Scope('flows');

  constructor(
    deps: ClockDep &
      IdsDep & {
        readonly host: IntegrationHost;
        readonly catalog: IntegrationCatalog;
        readonly site: () => SiteInfo;
      },
  ) {
    this.#deps = deps;
  }

  /** Begins; resolves with the first step, or the end of a flow that has none. */
  async start(
    integration: string,
    flow: { readonly name: string; readonly entry: ConfigEntry | null; readonly current: JsonObject | null },
  ): Promise<{ readonly flowId: string; readonly outcome: FlowOutcome }> {
    const described = await this.#deps.catalog.describe(integration);
    if (!described.flows.includes(flow.name))
      throw new NotFound(`${integration} has no set-up by steps called ${flow.name}.`);
    if (this.#flows.size >= mostFlows)
      throw new Conflict('Too many set-ups are open. Finish or give up one first.');
    const hosted = await this.#deps.host.start(this.#deps.catalog.need(integration));
    const flowId = this.#deps.ids.next();
    const connection = new Connection(hosted.pipe, (notice) => {
      if (notice.type === 'step') this.#stepped(flowId, notice.step);
      else if (notice.type === 'flow_ended')
        this.#ended(flowId, notice.result, notice.error ? errorFromRecord(notice.error) : undefined);
    });
    const running: RunningFlow = {
      integration,
      entryUid: flow.entry?.uid ?? null,
      hosted,
      connection,
      next: Promise.withResolvers(),
      step: undefined,
      idle: undefined,
    };
    this.#flows.set(flowId, running);
    connection.open();
    connection.send({
      type: 'flow',
      flow: 1,
      name: flow.name,
      discovered: null,
      current: flow.current,
      site: { ...this.#deps.site() },
    });
    return { flowId, outcome: await this.#outcome(flowId, running) };
  }

  async answer(
    flowId: string,
    value: Json,
  ): Promise<{
    readonly integration: string;
    readonly entryUid: string | null;
    readonly outcome: FlowOutcome;
  }> {
    const running = this.#need(flowId);
    const { integration, entryUid } = running;
    // A step of progress has no answer: asking again shows how far it is.
    if (running.step?.kind !== 'progress') {
      running.next = Promise.withResolvers();
      running.connection.send({ type: 'answer', flow: 1, value });
    }
    return { integration, entryUid, outcome: await this.#outcome(flowId, running) };
  }

  async abandon(flowId: string): Promise<void> {
    const running = this.#need(flowId);
    running.connection.send({ type: 'abandon', flow: 1 });
    await this.#close(flowId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#flows.keys()].map((flowId) => this.#close(flowId)));
    await this.#scope[Symbol.asyncDispose]();
  }

  #need(flowId: string): RunningFlow {
    const running = this.#flows.get(flowId);
    if (!running) throw new NotFound('This set-up has ended. Begin it again.');
    return running;
  }

  #stepped(flowId: string, step: FlowStep): void {
    const running = this.#flows.get(flowId);
    if (!running) return;
    running.step = step;
    running.next.resolve({ kind: 'step', step });
    // What comes after progress comes by itself: it is waited for by the next look.
    if (step.kind === 'progress') running.next = Promise.withResolvers();
  }

  #ended(flowId: string, result: FlowResult | null, error: Error | undefined): void {
    const running = this.#flows.get(flowId);
    if (!running) return;
    if (result) running.next.resolve({ kind: 'ended', result });
    else running.next.reject(error ?? new Aborted('The set-up ended without a result.'));
    running.next.promise.catch(() => {});
  }

  async #outcome(flowId: string, running: RunningFlow): Promise<FlowOutcome> {
    running.idle?.[Symbol.dispose]();
    const limit = this.#deps.clock.timer(stepMs, () =>
      running.next.reject(new Aborted('The next step did not come in time.')),
    );
    let keep = false;
    try {
      const outcome = await running.next.promise;
      keep = outcome.kind === 'step';
      return outcome;
    } finally {
      limit[Symbol.dispose]();
      if (keep)
        running.idle = this.#scope.timer(this.#deps.clock, idleMs, () =>
          this.#scope.track(this.#close(flowId), () => {}),
        );
      else await this.#close(flowId);
    }
  }

  async #close(flowId: string): Promise<void> {
    const running = this.#flows.get(flowId);
    if (!running) return;
    this.#flows.delete(flowId);
    running.idle?.[Symbol.dispose]();
    running.connection[Symbol.dispose]();
    await running.hosted[Symbol.asyncDispose]();
  }
}
