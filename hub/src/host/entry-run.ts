import { Aborted, asError, errorFromRecord, Forbidden, seconds, TimedOut, Unavailable } from '@lifeops/lib';
import type {
  ConfigEntry,
  ContextRef,
  EntityRecord,
  EventMap,
  EventName,
  Json,
  JsonObject,
  LogDep,
  SiteInfo,
} from '@lifeops/lib';
import type { SetupOutcome } from '@lifeops/lib/host';
import { Connection } from './connection.ts';
import type { Notice } from './connection.ts';
import { EntryEntities } from './entry-entities.ts';
import type { EntryEntitiesDeps } from './entry-entities.ts';
import { HubAsks } from './hub-asks.ts';
import type { AskDeps } from './hub-asks.ts';
import type { InstalledIntegration } from './installed.ts';
import type { Hosted, IntegrationHost } from './integration-host.ts';
import { hubEvents } from './hub-events.data.ts';
import { NoticeOrder } from './notice-order.ts';
import { startHosted, withinTime } from './within-time.ts';

/** How long an integration may take to end. One that hangs is left behind: it reaches the hub no more. */
const stopLimitMs = { unload: seconds(10), shutdown: seconds(3) } as const;

export interface EntryRunDeps extends EntryEntitiesDeps, AskDeps, LogDep {
  readonly host: IntegrationHost;
  readonly site: () => SiteInfo;
}

export interface EntryToRun {
  readonly entry: ConfigEntry;
  readonly installed: InstalledIntegration;
  /** In the clear. */
  readonly config: JsonObject;
  readonly context: ContextRef;
  /** Events that the integration declares. */
  readonly events: readonly string[];
  /** A source found that the person must sign in again. */
  readonly onReauth: (error: Error) => void;
}

/** One start of a config entry: from its set-up to its unload, with all that it described in between. */
export class EntryRun {
  readonly #deps: EntryRunDeps;
  readonly #toRun: EntryToRun;
  readonly #order: NoticeOrder<Notice>;
  readonly #log: LogDep['log'];
  #hosted: Hosted | undefined;
  #connection: Connection | undefined;
  #entities: EntryEntities | undefined;
  #asks: HubAsks | undefined;
  #outcome = Promise.withResolvers<SetupOutcome>();
  #stopped = Promise.withResolvers<void>();
  #lastSourceError: Error | null = null;

  constructor(deps: EntryRunDeps, toRun: EntryToRun) {
    this.#deps = deps;
    this.#toRun = toRun;
    this.#log = deps.log.child({ integration: toRun.entry.integration, entry: toRun.entry.title });
    this.#order = new NoticeOrder(
      (notice) => this.#handle(notice),
      (cause) => this.#log.error('What an integration said could not be taken', { error: asError(cause) }),
    );
  }

  get entityCount(): number {
    return this.#entities?.count ?? 0;
  }

  /** What its source last failed with; null while all is well. */
  get sourceError(): Error | null {
    return this.#lastSourceError;
  }

  hasEntity(uid: string): boolean {
    return this.#entities?.has(uid) ?? false;
  }

  async start(signal: AbortSignal): Promise<SetupOutcome> {
    const { entry, installed, config, context } = this.#toRun;
    this.#hosted = await startHosted(this.#deps.host, installed, signal);
    const connection = new Connection(this.#hosted.pipe, (notice) => this.#order.push(notice));
    this.#connection = connection;
    this.#entities = new EntryEntities(this.#deps, {
      entry,
      context,
      call: (n, service, input, callSignal) =>
        connection.request({ type: 'call', n, service, input }, callSignal),
    });
    this.#asks = new HubAsks(this.#deps, {
      entry,
      manifest: installed.manifest,
      context,
      send: (message) => connection.send(message),
    });
    const abort = () =>
      this.#outcome.reject(
        new Aborted(`Setting up ${entry.title} took too long or was given up.`, { cause: signal.reason }),
      );
    signal.addEventListener('abort', abort, { once: true });
    connection.open();
    connection.send({
      type: 'start',
      entry: entry.uid,
      config,
      options: entry.options,
      site: { ...this.#deps.site() },
      simulator: null,
    });
    try {
      return await this.#outcome.promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Everything that the entry made ends; its rows stay. `unavailable` unless the hub itself stops, whose states must survive. */
  async stop(how: 'unload' | 'shutdown'): Promise<void> {
    if (!this.#hosted) return;
    this.#asks?.[Symbol.dispose]();
    this.#connection?.send({ type: 'stop' });
    await this.#end(this.#hosted, stopLimitMs[how]);
    if (how === 'unload') this.#entities?.mark('unavailable');
    this.#entities?.[Symbol.dispose]();
    this.#connection?.[Symbol.dispose]();
    this.#hosted = undefined;
    this.#stopped.resolve();
  }

  /** An integration may say what it declared, and never what is the hub's own to say. */
  #fire(name: string, payload: Json): void {
    if (!this.#toRun.events.includes(name) || (hubEvents as readonly string[]).includes(name))
      throw new Forbidden(`${this.#toRun.entry.integration} may not fire ${name}.`, {
        details: { event: name },
      });
    this.#deps.bus.fire(name as EventName, payload as unknown as EventMap[EventName], this.#toRun.context);
  }

  async #end(hosted: Hosted, limitMs: number): Promise<void> {
    const limit = { ms: limitMs, message: `${this.#toRun.entry.title} did not end` };
    try {
      await withinTime(this.#deps.clock, limit, async () => {
        await hosted[Symbol.asyncDispose]();
        await this.#order.settled();
      });
    } catch (cause) {
      if (!(cause instanceof TimedOut)) throw cause;
      this.#log.warn('An integration did not end in time; it is left behind', { limit_ms: limitMs });
    }
  }

  follow(record: EntityRecord): void {
    this.#entities?.follow(record);
  }

  async refresh(uid: string): Promise<void> {
    const n = this.#entities?.numberOf(uid);
    if (n !== undefined) await this.#request({ type: 'refresh', n });
  }

  serve(service: string, input: JsonObject, device: string | null, signal: AbortSignal): Promise<Json> {
    return this.#request({ type: 'serve', service, input, device }, signal);
  }

  diagnose(): Promise<Json> {
    return this.#request({ type: 'diagnose' });
  }

  #request(request: Parameters<Connection['request']>[0], signal?: AbortSignal): Promise<Json> {
    if (!this.#connection) throw new Unavailable(`${this.#toRun.entry.title} is not running.`);
    return this.#connection.request(request, signal);
  }

  #handle(notice: Notice): void | Promise<void> {
    const entities = this.#entities as EntryEntities;
    switch (notice.type) {
      case 'patch':
        return entities.patch(notice.patches);
      case 'add':
        return entities.add(notice.devices, notice.entities);
      case 'remove':
        return entities.remove(notice.entities, notice.devices);
      case 'feed':
        return entities.feed(notice);
      case 'history':
        return entities.history(notice.points);
      case 'setup':
        return this.#outcome.resolve(notice);
      case 'ask':
        // Not waited for: an answer may itself wait for what this entry says next.
        void this.#asks?.answer(notice);
        return undefined;
      case 'unask':
        return this.#asks?.forget(notice.id);
      case 'event':
        return this.#fire(notice.name, notice.payload);
      case 'log':
        return this.#log[notice.level](notice.message, notice.fields);
      case 'reauth':
        return this.#toRun.onReauth(errorFromRecord(notice.error));
      case 'source':
        this.#lastSourceError = notice.error ? errorFromRecord(notice.error) : null;
        return undefined;
      case 'step':
      case 'flow_ended':
        return undefined;
      case 'stopped':
        if (notice.error)
          this.#log.warn('An integration did not end cleanly', { error: errorFromRecord(notice.error) });
        return undefined;
    }
  }
}
