import { Bug, errorFromRecord } from '../base/errors.ts';
import type { LifeOpsError } from '../base/errors.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Integration } from '../integration/define-integration.ts';
import type { FlowName, FlowResult, FlowStep } from '../integration/flow.ts';
import type {
  CheckedConfig,
  DeviceMessage,
  EntityMessage,
  HistoryPoint,
  IntegrationDescription,
  SetupOutcome,
  ToHost,
  ToIntegration,
} from '../integration/messages.ts';
import { clonedPipe, directPipe } from '../integration/pipe.ts';
import { connectTcp } from '../integration/node/tcp-connection.ts';
import type { SiteInfo } from '../integration/ports.ts';
import type { RuntimeIo } from '../integration/runtime-io.ts';
import { startRuntime } from '../integration/runtime/start-runtime.ts';
import type { EntityState } from '../model/state.ts';
import { FakeClock } from './fake-clock.ts';
import { FlowScript } from './flow-answers.ts';
import type { FlowAnswers } from './flow-answers.ts';
import { prepareCall } from './prepare-call.ts';
import type { TestHubOptions } from './test-hub-options.ts';
import { fakeIo } from './fake-io.ts';
import { HostSide } from './host-side.ts';
import type { CallAsk, Kept, LogLine, ShownState, WrittenSeries } from './host-side.ts';
import { RecordedHttp } from './recorded-http.ts';
import { SeededRandom } from './seeded-random.ts';

/** Setting up, calling and stopping may take this much fake time. */
const patienceMs = 600_000;

const defaultSite: SiteInfo = {
  id: 'home',
  name: 'Home',
  latitude: 59.33,
  longitude: 18.07,
  timeZone: 'Europe/Stockholm',
  currency: 'SEK',
};

/**
 * Starts an integration against a hub in memory, with fake time, over a pipe that proves every message to be JSON.
 * Resolves when set-up has an outcome, whatever it is: `outcome` has it.
 */
export async function testHub(integration: Integration, options: TestHubOptions = {}): Promise<TestHub> {
  const hub = new TestHub(integration, options);
  await hub.start();
  return hub;
}

/** A hub in memory around one entry. */
export class TestHub implements AsyncDisposable {
  readonly clock: FakeClock;
  readonly http: RecordedHttp;
  readonly store: Map<string, Json>;
  readonly secrets: Map<string, string>;
  /** Every message of every run, both ways, in order. */
  readonly messages: (ToHost | ToIntegration)[] = [];
  readonly #integration: Integration;
  readonly #options: TestHubOptions;
  readonly #io: RuntimeIo;
  readonly #kept: Kept;
  #host: HostSide;
  #runtime: AsyncDisposable;
  #outcome: SetupOutcome | undefined;
  #flows = 0;

  constructor(integration: Integration, options: TestHubOptions) {
    this.#integration = integration;
    this.#options = options;
    this.clock = options.clock ?? new FakeClock();
    this.http = options.http instanceof RecordedHttp ? options.http : new RecordedHttp(options.http);
    this.http.useClock(this.clock);
    this.store = new Map(Object.entries(options.store ?? {}));
    this.secrets = new Map(Object.entries(options.secrets ?? {}));
    this.#kept = { store: this.store, secrets: this.secrets };
    this.#io = fakeIo({
      clock: this.clock,
      random: options.random ?? new SeededRandom(),
      http: this.http,
      files: options.files ?? {},
      machine: options.machine ?? {},
      connectTcp: options.connectTcp ?? connectTcp,
    });
    [this.#host, this.#runtime] = this.#open();
  }

  /** Sends the config, if there is one, and waits for the outcome. */
  async start(): Promise<void> {
    const { config, options = {}, simulator = null } = this.#options;
    if (config === undefined) return;
    this.#host.send({ type: 'start', entry: 'test', config, options, site: this.site, simulator });
    this.#outcome = await this.clock.until(this.#host.outcome.promise, patienceMs);
  }

  get site(): SiteInfo {
    return { ...defaultSite, ...this.#options.site };
  }

  /** How set-up ended: `ready`, `retry`, `reauth` or `failed`, the last three with the error. */
  get outcome(): SetupOutcome {
    if (!this.#outcome) throw new Bug('The entry was not started: testHub(…, { config }).');
    return this.#outcome;
  }

  /** Moves time on, letting all work settle. */
  advance(ms: number): Promise<void> {
    return this.clock.advance(ms);
  }

  /** Waits in real time until it is so, for work with real sockets and files; fails after five seconds. */
  async eventually(what: () => boolean): Promise<void> {
    for (let turn = 0; !what(); turn++) {
      if (turn > 20_000) throw new Bug(`It never came to be: ${what.toString()}`);
      await this.clock.settle();
    }
  }

  /** By unique id (`device/key`), or by key where one entity alone has it. Undefined: there is none. */
  state(entity: string): ShownState | undefined {
    const found = this.#find(entity);
    return (
      found &&
      (this.#host.states.get(found.n) ?? { status: 'unknown', value: null, attributes: {}, measuredAt: null })
    );
  }

  /** Every entity's value by unique id. */
  values(): Record<string, ShownState['value']> {
    return Object.fromEntries(
      this.entities.map(({ n, unique_id }) => [unique_id, this.#host.states.get(n)?.value ?? null]),
    );
  }

  statuses(): Record<string, ShownState['status']> {
    return Object.fromEntries(
      this.entities.map(({ n, unique_id }) => [unique_id, this.#host.states.get(n)?.status ?? 'unknown']),
    );
  }

  /** Calls a service on an entity as the hub does: input checked and prepared, derived services resolved. */
  async call(entity: string, service: string, input: JsonObject = {}, signal?: AbortSignal): Promise<Json> {
    const found = this.#find(entity);
    if (!found) throw new Bug(`There is no entity ${entity}. ${this.#whatThereIs()}`);
    const target = { entity: found, state: this.#host.states.get(found.n) };
    const prepared = prepareCall(this.#integration, target, { service, input });
    const reply = this.#host.request((id) => ({ type: 'call', id, n: found.n, ...prepared }), signal);
    return this.clock.until(reply, patienceMs);
  }

  /** Calls a service of the integration's own. */
  serve(
    service: string,
    input: JsonObject = {},
    device: string | null = null,
    signal?: AbortSignal,
  ): Promise<Json> {
    return this.clock.until(
      this.#host.request((id) => ({ type: 'serve', id, service, input, device }), signal),
      patienceMs,
    );
  }

  /** Asks for fresh data, of one entity's source or of all; rejects when that fails. */
  async refresh(entity?: string): Promise<void> {
    const n = entity === undefined ? null : (this.#find(entity)?.n ?? 0);
    await this.clock.until(
      this.#host.request((id) => ({ type: 'refresh', id, n })),
      patienceMs,
    );
  }

  /** Goes through a flow with the answers by step; gives its result, throws its error. */
  async flow(name: FlowName, answers: FlowAnswers, current: JsonObject | null = null): Promise<FlowResult> {
    const flow = ++this.#flows;
    const script = new FlowScript(answers);
    const ended = Promise.withResolvers<FlowResult>();
    const respond = async (step: FlowStep) => {
      const value = await script.answerTo(step);
      if (value !== undefined) this.#host.send({ type: 'answer', flow, value });
    };
    this.#host.onFlow = (message) => {
      if ('step' in message) void respond(message.step).catch(ended.reject);
      else if (message.error) ended.reject(errorFromRecord(message.error));
      else if (message.result) ended.resolve(message.result);
    };
    this.#host.send({
      type: 'flow',
      flow,
      name,
      discovered: this.#options.discovered ?? null,
      current,
      site: this.site,
    });
    try {
      return await this.clock.until(ended.promise, patienceMs);
    } finally {
      this.#host.onFlow = undefined;
      this.#host.send({ type: 'abandon', flow });
    }
  }

  async describe(): Promise<IntegrationDescription> {
    return (await this.clock.until(
      this.#host.request((id) => ({ type: 'describe', id })),
    )) as unknown as IntegrationDescription;
  }

  async check(config: JsonObject, version = this.#integration.version): Promise<CheckedConfig> {
    return (await this.clock.until(
      this.#host.request((id) => ({ type: 'check', id, config, version })),
    )) as unknown as CheckedConfig;
  }

  diagnostics(): Promise<Json> {
    return this.clock.until(
      this.#host.request((id) => ({ type: 'diagnose', id })),
      patienceMs,
    );
  }

  /** Gives a state to those that watch other entities. */
  async publish(state: EntityState): Promise<void> {
    this.#host.publish(state);
    await this.clock.settle();
  }

  /** Stops and starts again, with what the entry had stored. */
  async restart(): Promise<void> {
    await this.stop();
    this.#host[Symbol.dispose]();
    [this.#host, this.#runtime] = this.#open();
    await this.start();
  }

  /** Unloads the entry; throws what did not end cleanly. */
  async stop(): Promise<void> {
    if (this.#host.isStopped) return;
    this.#host.send({ type: 'stop' });
    const error = await this.clock.until(this.#host.stopped.promise, patienceMs);
    await this.#runtime[Symbol.asyncDispose]();
    if (error) throw errorFromRecord(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    this.#host[Symbol.dispose]();
  }

  get entities(): readonly EntityMessage[] {
    return [...this.#host.entities.values()];
  }
  get devices(): readonly DeviceMessage[] {
    return [...this.#host.devices.values()];
  }
  get events(): readonly { readonly name: string; readonly payload: Json }[] {
    return this.#host.events;
  }
  get series(): readonly WrittenSeries[] {
    return this.#host.series;
  }
  get history(): readonly HistoryPoint[] {
    return this.#host.history;
  }
  get logs(): readonly LogLine[] {
    return this.#host.logs;
  }
  /** What the integration called through the `call` port. */
  get calls(): readonly CallAsk[] {
    return this.#host.calls;
  }
  /** Requests to sign in again. */
  get reauths(): readonly LifeOpsError[] {
    return this.#host.reauths.map(errorFromRecord);
  }
  get sourceChanges(): readonly { readonly ok: boolean }[] {
    return this.#host.sourceChanges;
  }

  /** The items of a feed, a calendar's events say. */
  feed(entity: string): readonly JsonObject[] {
    const found = this.#find(entity);
    return found ? [...(this.#host.feeds.get(found.n)?.values() ?? [])] : [];
  }

  #open(): [HostSide, AsyncDisposable] {
    const { host, runtime } = this.#options.pipe === 'direct' ? directPipe() : clonedPipe();
    const respond = this.#options.respond ?? (() => ({ command_id: 'test', context: 'test', results: [] }));
    const side = new HostSide(
      {
        send: (message) => {
          this.messages.push(message);
          host.send(message);
        },
        receive: (listener) =>
          host.receive((message) => {
            this.messages.push(message);
            listener(message);
          }),
      },
      this.#kept,
      respond,
    );
    return [side, startRuntime({ integration: this.#integration, pipe: runtime, io: this.#io })];
  }

  /** For the author of a test that does not find its entity: mostly because set-up failed. */
  #whatThereIs(): string {
    const outcome = this.#outcome;
    if (outcome !== undefined && outcome.outcome !== 'ready')
      return `Set-up ended as ${outcome.outcome}: ${outcome.error.message}`;
    return `There are: ${this.entities.map(({ unique_id }) => unique_id).join(', ')}`;
  }

  #find(entity: string): EntityMessage | undefined {
    const exact = this.entities.find(({ unique_id }) => unique_id === entity);
    if (exact) return exact;
    const byKey = this.entities.filter(({ key }) => key === entity);
    if (byKey.length > 1)
      throw new Bug(
        `Several entities have the key ${entity}: ${byKey.map(({ unique_id }) => unique_id).join(', ')}`,
      );
    return byKey[0];
  }
}
