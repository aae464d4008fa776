import type { ClockDep, EntityState, HubEvent } from '@lifeops/lib';
import type { CompactChange, Subscribe } from '@lifeops/lib/protocol';
import { Scope } from '@lifeops/lib';
import type { EventBus } from '../../../core/bus/event-bus.ts';
import type { Registries } from '../../../core/registries/registries.ts';
import type { ReadStates } from '../../../core/state-machine/state-machine.ts';
import { factsOf, sameFacts } from './entity-facts.ts';
import type { EntityFacts } from './entity-facts.ts';
import { compactState, LiveChange } from './live-change.ts';
import { LiveGroup } from './live-group.ts';
import type { LiveClient } from './live-group.ts';
import { statePacket } from './live-packet.ts';
import type { LivePacket } from './live-packet.ts';
import { liveView } from './live-view.ts';
import type { LiveView } from './live-view.ts';
import { RecentChanges } from './recent-changes.ts';

export interface StateFanOutDeps extends ClockDep {
  readonly bus: EventBus;
  readonly states: ReadStates;
  readonly registries: Registries;
}

export interface JoinRequest {
  /** Null: a token of no person. */
  readonly userUid: string | null;
  readonly filter?: Subscribe['filter'];
  readonly since?: number | undefined;
}

export interface Joined {
  readonly seq: number;
  /** Undefined for a client that came back in time: then `missed` is what it has to be sent, after the answer. */
  readonly snapshot: readonly CompactChange[] | undefined;
  readonly missed: LivePacket | undefined;
}

/**
 * Brings state changes to live clients. Subscribers of the same view are one group; each entity knows its groups, so that
 * a change costs only those who asked. Who sees what follows the registry: an entity that moves into a filtered area comes
 * with its state, one that moves out goes.
 */
export class StateFanOut implements AsyncDisposable {
  readonly #deps: StateFanOutDeps;
  readonly #scope = new Scope('live states');
  readonly #groups = new Map<string, LiveGroup>();
  readonly #groupOf = new Map<LiveClient, LiveGroup>();
  readonly #facts = new Map<string, EntityFacts>();
  readonly #interested = new Map<string, readonly LiveGroup[]>();
  readonly #recent: RecentChanges;

  constructor(deps: StateFanOutDeps, options: { readonly recentChanges: number } = { recentChanges: 8192 }) {
    this.#deps = deps;
    this.#recent = new RecentChanges(deps.bus.seq, options.recentChanges);
  }

  start(): void {
    const { bus } = this.#deps;
    const owner = 'live states';
    this.#scope.use(bus.on('state_changed', (event) => this.#onState(event), { owner }));
    this.#scope.use(
      bus.on('entity_registry_updated', ({ data, seq }) => this.#review([data.uid], seq), { owner }),
    );
    this.#scope.use(
      bus.on(
        'device_registry_updated',
        ({ data, seq }) => {
          if (data.changes.some((field) => field === 'areaUid' || field === 'parentUid'))
            this.#review(this.#facts.keys(), seq);
        },
        { owner },
      ),
    );
    this.#scope.use(
      bus.on(
        'area_registry_updated',
        ({ data, seq }) => {
          if (data.action === 'remove' || data.changes.includes('parentUid'))
            this.#review(this.#facts.keys(), seq);
        },
        { owner },
      ),
    );
  }

  /** The number of the latest event. */
  get seq(): number {
    return this.#deps.bus.seq;
  }

  get groupCount(): number {
    return this.#groups.size;
  }

  /** From now on the client is sent what its view sees; an earlier subscription of it ends. */
  join(client: LiveClient, request: JoinRequest): Joined {
    this.leave(client);
    const view = liveView(request.userUid, request.filter);
    const { seq } = this.#deps.bus;
    this.#groupFor(view, seq).join(client);
    this.#groupOf.set(client, this.#groups.get(view.key) as LiveGroup);
    const recent =
      request.since === undefined || request.since > seq ? undefined : this.#recent.since(request.since);
    if (!recent) return { seq, snapshot: this.#snapshot(view), missed: undefined };
    const changes = this.#latestOf(view, recent);
    return { seq, snapshot: undefined, missed: changes.length > 0 ? statePacket(seq, changes) : undefined };
  }

  leave(client: LiveClient): void {
    const group = this.#groupOf.get(client);
    if (!group) return;
    this.#groupOf.delete(client);
    group.leave(client);
    if (group.size > 0) return;
    group[Symbol.dispose]();
    this.#groups.delete(group.view.key);
    this.#interested.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const group of this.#groups.values()) group[Symbol.dispose]();
    this.#groups.clear();
    await this.#scope[Symbol.asyncDispose]();
  }

  #onState({ data: { uid, new: state }, seq }: HubEvent<'state_changed'>): void {
    const facts = this.#factsOf(uid);
    // Nobody may see what the registry does not know.
    if (!facts) return;
    const change = new LiveChange({ uid, seq, state, before: facts, after: facts });
    this.#recent.push(change);
    const groups = this.#groupsOf(facts);
    for (let i = 0; i < groups.length; i++) (groups[i] as LiveGroup).add(change, state === null);
  }

  /** The registry changed: who sees these entities may have changed with it. */
  #review(uids: Iterable<string>, seq: number): void {
    for (const uid of Array.from(uids)) {
      const before = this.#facts.get(uid);
      const after = factsOf(this.#deps.registries, uid);
      if (sameFacts(before, after)) continue;
      if (after) this.#facts.set(uid, after);
      else this.#facts.delete(uid);
      this.#interested.delete(uid);
      const state = this.#deps.states.get(uid) ?? null;
      if (state === null) continue;
      const change = new LiveChange({ uid, seq, state, before, after });
      this.#recent.push(change);
      for (const group of this.#groups.values()) {
        const sees = after !== undefined && group.view.includes(after);
        const saw = before !== undefined && group.view.includes(before);
        if (sees !== saw) group.add(change, saw);
      }
    }
  }

  #snapshot(view: LiveView): CompactChange[] {
    return [...this.#visible(view)].map(compactState);
  }

  *#visible(view: LiveView): Generator<EntityState> {
    for (const state of this.#deps.states.all()) {
      const facts = this.#factsOf(state.uid);
      if (facts && view.includes(facts)) yield state;
    }
  }

  /** The latest of each entity that these changes touched, as the view sees it now. */
  #latestOf(view: LiveView, changes: readonly LiveChange[]): string[] {
    const latest = new Map<string, LiveChange>();
    const touched = new Set<string>();
    for (const change of changes) {
      const { uid, before, after } = change;
      latest.delete(uid);
      latest.set(uid, change);
      if ((before && view.includes(before)) || (after && view.includes(after))) touched.add(uid);
    }
    return [...latest.values()].flatMap((change) => {
      const sees = change.after !== undefined && view.includes(change.after);
      if (sees) return [change.shown];
      return touched.has(change.uid) ? [change.gone] : [];
    });
  }

  /** For a client that fell behind. */
  #missed(
    view: LiveView,
    seq: number,
  ): { readonly seq: number; readonly changes: readonly string[] } | undefined {
    const now = this.#deps.bus.seq;
    const recent = this.#recent.since(seq);
    if (recent) return { seq: now, changes: this.#latestOf(view, recent) };
    const gone = this.#recent.goneSince(seq);
    if (!gone) return undefined;
    const changes = this.#latestOf(
      view,
      gone.filter(({ uid }) => !this.#sees(view, uid)),
    );
    for (const state of this.#visible(view)) changes.push(JSON.stringify(compactState(state)));
    return { seq: now, changes };
  }

  #sees(view: LiveView, uid: string): boolean {
    const facts = this.#factsOf(uid);
    return facts !== undefined && view.includes(facts) && this.#deps.states.get(uid) !== undefined;
  }

  #factsOf(uid: string): EntityFacts | undefined {
    const known = this.#facts.get(uid);
    if (known) return known;
    const facts = factsOf(this.#deps.registries, uid);
    if (facts) this.#facts.set(uid, facts);
    return facts;
  }

  #groupsOf(facts: EntityFacts): readonly LiveGroup[] {
    const known = this.#interested.get(facts.uid);
    if (known) return known;
    const groups = [...this.#groups.values()].filter((group) => group.view.includes(facts));
    this.#interested.set(facts.uid, groups);
    return groups;
  }

  #groupFor(view: LiveView, seq: number): LiveGroup {
    const known = this.#groups.get(view.key);
    if (known) return known;
    const { clock } = this.#deps;
    const group = new LiveGroup(view, { clock, missed: (of, above) => this.#missed(of, above) }, seq);
    this.#groups.set(view.key, group);
    this.#interested.clear();
    return group;
  }
}
