import {
  Aborted,
  asError,
  Conflict,
  errorFromRecord,
  minutes,
  NotFound,
  Scope,
  seconds,
  TimedOut,
} from '@lifeops/lib';
import type { ClockDep, ConfigEntry, IdsDep, Json, JsonObject, LogDep, SiteInfo } from '@lifeops/lib';
import type { FlowResult, FlowStep } from '@lifeops/lib/host';
import { Connection } from './connection.ts';
import type { Notice } from './connection.ts';
import type { IntegrationCatalog } from './integration-catalog.ts';
import type { Hosted, IntegrationHost } from './integration-host.ts';
import { startHosted, withinTime } from './within-time.ts';

/** A flow that nobody answers is given up. */
const idleMs = minutes(30);
/** How long a step may take to come; a step of progress comes at once. */
const stepMs = minutes(2);
/** How long a look at progress waits for what follows it, before it shows the same again. */
const lookMs = seconds(10);
/** How long what a flow holds may take to end. */
const endMs = seconds(5);
const mostFlows = 20;

export type FlowOutcome =
  | { readonly kind: 'step'; readonly step: FlowStep }
  | { readonly kind: 'ended'; readonly result: FlowResult };

/** A flow that goes on. */
export interface OpenFlow {
  readonly integration: string;
  /** `user`, `reauth`, … */
  readonly name: string;
  readonly entryUid: string | null;
}

interface RunningFlow extends OpenFlow {
  readonly hosted: Hosted;
  readonly connection: Connection;
  /** What came last. */
  latest: FlowOutcome | undefined;
  /** What the person has seen: that is what an answer is for. */
  shown: FlowOutcome | undefined;
  next: PromiseWithResolvers<void>;
  /** The answer that the person waits for, so that one sent twice counts once. */
  waiting: Promise<FlowOutcome> | undefined;
  failure: Error | undefined;
  idle: Disposable | undefined;
}

interface FlowsDeps extends ClockDep, IdsDep, LogDep {
  readonly host: IntegrationHost;
  readonly catalog: IntegrationCatalog;
  readonly site: () => SiteInfo;
}

/** Set-ups with steps, each in an instance of its integration of its own, until they end or are given up. */
export class Flows implements AsyncDisposable {
  readonly #deps: FlowsDeps;
  readonly #flows = new Map<string, RunningFlow>();
  readonly #scope = new Scope('flows');

  constructor(deps: FlowsDeps) {
    this.#deps = deps;
  }

  has(flowId: string): boolean {
    return this.#flows.has(flowId);
  }

  /** Begins; resolves with the first step, or the end of a flow that has none. */
  async start(
    integration: string,
    flow: { readonly name: string; readonly entry: ConfigEntry | null; readonly current: JsonObject | null },
  ): Promise<{ readonly flowId: string; readonly outcome: FlowOutcome }> {
    const { catalog, clock, host, ids, site } = this.#deps;
    const described = await catalog.describe(integration);
    if (!described.flows.includes(flow.name))
      throw new NotFound(`${integration} has no set-up by steps called ${flow.name}.`);
    if (this.#flows.size >= mostFlows)
      throw new Conflict('Too many set-ups are open. Finish or give up one first.');
    const installed = catalog.need(integration);
    const limit = { ms: stepMs, message: `The code of ${installed.packageName} did not load` };
    const hosted = await withinTime(clock, limit, (signal) => startHosted(host, installed, signal));
    const flowId = ids.next();
    const running: RunningFlow = {
      integration,
      name: flow.name,
      entryUid: flow.entry?.uid ?? null,
      hosted,
      connection: new Connection(hosted.pipe, (notice) => this.#heard(running, notice)),
      latest: undefined,
      shown: undefined,
      next: Promise.withResolvers(),
      waiting: undefined,
      failure: undefined,
      idle: undefined,
    };
    this.#flows.set(flowId, running);
    running.connection.open();
    running.connection.send({
      type: 'flow',
      flow: 1,
      name: flow.name,
      discovered: null,
      current: flow.current,
      site: { ...site() },
    });
    return { flowId, outcome: await this.#outcome(flowId, running) };
  }

  /**
   * Answers the step that was shown. A step of progress takes no answer: what follows it is given, or it again where nothing
   * has come for a while.
   */
  async answer(flowId: string, value: Json): Promise<OpenFlow & { readonly outcome: FlowOutcome }> {
    const running = this.#flows.get(flowId);
    if (!running) throw new NotFound('This set-up has ended. Begin it again.');
    if (!running.waiting && !isProgress(running.shown)) {
      running.latest = undefined;
      running.next = Promise.withResolvers();
      running.connection.send({ type: 'answer', flow: 1, value });
    }
    const { integration, name, entryUid } = running;
    return { integration, name, entryUid, outcome: await this.#outcome(flowId, running) };
  }

  async abandon(flowId: string): Promise<void> {
    this.#flows.get(flowId)?.connection.send({ type: 'abandon', flow: 1 });
    await this.#close(flowId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#flows.keys()].map((flowId) => this.#close(flowId)));
    await this.#scope[Symbol.asyncDispose]();
  }

  #heard(running: RunningFlow, notice: Notice): void {
    if (notice.type === 'log') this.#deps.log[notice.level](notice.message, notice.fields);
    if (notice.type === 'step') running.latest = { kind: 'step', step: notice.step };
    else if (notice.type === 'flow_ended' && notice.result)
      running.latest = { kind: 'ended', result: notice.result };
    else if (notice.type === 'flow_ended')
      running.failure = notice.error
        ? errorFromRecord(notice.error)
        : new Aborted('The set-up ended without a result.');
    else return;
    running.next.resolve();
    running.next = Promise.withResolvers();
  }

  #outcome(flowId: string, running: RunningFlow): Promise<FlowOutcome> {
    running.waiting ??= this.#wait(flowId, running).finally(() => (running.waiting = undefined));
    return running.waiting;
  }

  async #wait(flowId: string, running: RunningFlow): Promise<FlowOutcome> {
    running.idle?.[Symbol.dispose]();
    let outcome: FlowOutcome | undefined;
    try {
      outcome = await this.#next(running);
      running.shown = outcome;
      return outcome;
    } finally {
      if (outcome?.kind === 'step')
        running.idle = this.#scope.timer(this.#deps.clock, idleMs, () =>
          this.#scope.track(this.#close(flowId), () => {}),
        );
      else await this.#close(flowId);
    }
  }

  async #next(running: RunningFlow): Promise<FlowOutcome> {
    const { clock } = this.#deps;
    const { shown } = running;
    const looks = isProgress(shown);
    const limit = { ms: looks ? lookMs : stepMs, message: 'The next step of the set-up did not come' };
    try {
      await withinTime(clock, limit, async (signal) => {
        while (!running.failure && (running.latest === undefined || running.latest === shown)) {
          await running.next.promise;
          if (signal.aborted) return;
        }
      });
    } catch (cause) {
      if (!looks || !(cause instanceof TimedOut)) throw cause;
    }
    if (running.failure) throw running.failure;
    return running.latest as FlowOutcome;
  }

  async #close(flowId: string): Promise<void> {
    const running = this.#flows.get(flowId);
    if (!running) return;
    this.#flows.delete(flowId);
    running.idle?.[Symbol.dispose]();
    running.failure ??= new NotFound('This set-up has ended. Begin it again.');
    running.next.resolve();
    running.connection[Symbol.dispose]();
    const limit = { ms: endMs, message: `The set-up of ${running.integration} did not end` };
    await withinTime(this.#deps.clock, limit, async () => running.hosted[Symbol.asyncDispose]()).catch(
      (cause: unknown) =>
        this.#deps.log.warn('A set-up did not end cleanly; it is left behind', { error: asError(cause) }),
    );
  }
}

const isProgress = (outcome: FlowOutcome | undefined): boolean =>
  outcome?.kind === 'step' && outcome.step.kind === 'progress';
