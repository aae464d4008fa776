import {
  asLifeOpsError,
  errorToRecord,
  Forbidden,
  InvalidInput,
  NotFound,
  seriesNames,
  seriesPointSchema,
} from '@lifeops/lib';
import type { ConfigEntry, ContextRef, Json, JsonObject, LogDep, SeriesName, Target } from '@lifeops/lib';
import type { AskPort, Asks, Manifest, ToHost, ToIntegration } from '@lifeops/lib/host';
import type { StateMachine } from '../core/state-machine/state-machine.ts';
import type { EntryStoreTable, Sealer } from '../core/store/tables.ts';
import type { StoredSeriesPoint } from '../recorder/ports.ts';

export interface AskDeps extends LogDep {
  readonly states: StateMachine;
  readonly store: EntryStoreTable;
  readonly sealer: Sealer;
  readonly writeSeries: (points: readonly StoredSeriesPoint[]) => Promise<void>;
  readonly callService: (
    service: string,
    call: { readonly target: Target; readonly data: JsonObject },
    context: ContextRef,
  ) => Promise<Json>;
}

type Ask = Extract<ToHost, { readonly type: 'ask' }>;

/** Answers an entry's questions to the hub: only ports that its manifest names. */
export class HubAsks implements Disposable {
  readonly #deps: AskDeps;
  readonly #entry: ConfigEntry;
  readonly #manifest: Manifest;
  readonly #send: (message: ToIntegration) => void;
  readonly #context: ContextRef;
  readonly #watches = new Map<number, Disposable>();
  #ended = false;

  constructor(
    deps: AskDeps,
    by: {
      readonly entry: ConfigEntry;
      readonly manifest: Manifest;
      readonly context: ContextRef;
      readonly send: (message: ToIntegration) => void;
    },
  ) {
    this.#deps = deps;
    this.#entry = by.entry;
    this.#manifest = by.manifest;
    this.#send = by.send;
    this.#context = by.context;
  }

  async answer(ask: Ask): Promise<void> {
    try {
      this.#refuseUndeclared(ask.port);
      if (ask.port === 'states.watch') {
        this.#watch(ask.id, ask.args as Asks['states.watch']['args']);
        return;
      }
      this.#send({ type: 'got', id: ask.id, value: await this.#run(ask.port, ask.args) });
    } catch (cause) {
      this.#send({ type: 'got_error', id: ask.id, error: errorToRecord(asLifeOpsError(cause)) });
    }
  }

  /** The integration no longer waits: a watch ends. */
  forget(id: number): void {
    this.#watches.get(id)?.[Symbol.dispose]();
    this.#watches.delete(id);
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    for (const id of this.#watches.keys()) this.forget(id);
  }

  #refuseUndeclared(port: AskPort): void {
    const [need = ''] = port.split('.');
    const needs: readonly string[] = this.#manifest.needs;
    // A coordinator keeps when it last succeeded, whether or not the integration itself wants a store.
    if (need === 'store' || needs.includes(need)) return;
    throw new Forbidden(`The manifest of ${this.#entry.integration} does not name the port ${need}.`, {
      details: { port },
    });
  }

  async #run(port: Exclude<AskPort, 'states.watch'>, args: JsonObject): Promise<Json> {
    const { store, sealer } = this.#deps;
    const entryUid = this.#entry.uid;
    switch (port) {
      case 'store.get': {
        const row = await store.get(entryUid, keyOf(args));
        return row ? { value: row.value } : null;
      }
      case 'store.set':
        await store.put({ entryUid, key: keyOf(args), value: args['value'] ?? null, sealed: false });
        return null;
      case 'secrets.get': {
        const row = await store.get(entryUid, secretKey(args));
        return row && typeof row.value === 'string' ? sealer.open(row.value) : null;
      }
      case 'secrets.set':
        await store.put({
          entryUid,
          key: secretKey(args),
          value: sealer.seal(textOf(args, 'value')),
          sealed: true,
        });
        return null;
      case 'store.remove':
      case 'secrets.remove':
        await store.remove(entryUid, port === 'store.remove' ? keyOf(args) : secretKey(args));
        return null;
      case 'series.write':
        await this.#deps.writeSeries(this.#points(args as Asks['series.write']['args']));
        return null;
      case 'call':
        return this.#call(args as Asks['call']['args']);
    }
  }

  #points(args: Asks['series.write']['args']): StoredSeriesPoint[] {
    if (!(seriesNames as readonly string[]).includes(args.series))
      throw new NotFound(`There is no series ${args.series}.`);
    return args.points.map((point, index) => {
      const parsed = seriesPointSchema.safeParse(point);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new InvalidInput(`Point ${index} of ${args.series} is not valid.`, [
          { path: `/points/${index}/${issue?.path.join('/') ?? ''}`, message: issue?.message ?? '' },
        ]);
      }
      return {
        ...parsed.data,
        series: args.series as SeriesName,
        source: this.#entry.integration,
        entryUid: this.#entry.uid,
        owner: this.#entry.owner,
      };
    });
  }

  #call({ service, target, data }: Asks['call']['args']): Promise<Json> {
    const [domain = ''] = service.split('.');
    if (!this.#manifest.calls.some((allowed) => allowed === service || allowed === `${domain}.*`)) {
      throw new Forbidden(
        `The manifest of ${this.#entry.integration} does not list ${service} among its calls.`,
      );
    }
    return this.#deps.callService(service, { target: target as Target, data }, this.#context);
  }

  #watch(id: number, selector: Asks['states.watch']['args']): void {
    // A stop is under way: nobody would end it.
    if (this.#ended) return;
    const { states } = this.#deps;
    const wanted = (state: { readonly entityId: string }) =>
      (selector.entity_id === null || selector.entity_id.includes(state.entityId)) &&
      (selector.domain === null || selector.domain.includes(state.entityId.split('.')[0] ?? ''));
    const tell = (state: object) =>
      this.#send({ type: 'state', id, state: { ...state } as unknown as JsonObject });
    const present = [...states.all()].filter(wanted);
    const uids = selector.entity_id === null ? 'all' : present.map((state) => state.uid as string);
    this.#watches.set(
      id,
      states.subscribe(
        uids,
        ({ new: state }) => (state && wanted(state) ? tell(state) : undefined),
        `entry ${this.#entry.uid}`,
      ),
    );
    for (const state of present) tell(state);
  }
}

/** Secrets have keys of their own, so that the store port neither reads nor overwrites what `secrets.set` wrote. */
const secretPrefix = 'secret:';
const secretKey = (args: JsonObject): string => `${secretPrefix}${textOf(args, 'key')}`;

function keyOf(args: JsonObject): string {
  const key = textOf(args, 'key');
  if (key.startsWith(secretPrefix))
    throw new InvalidInput(`Keys that begin with ${secretPrefix} belong to the secrets port.`, [
      { path: '/key', message: 'a reserved key', got: key },
    ]);
  return key;
}

function textOf(args: JsonObject, name: string): string {
  const text = args[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new InvalidInput(`The ${name} must be a text.`, [{ path: `/${name}`, message: 'no text' }]);
}
