import { asError, asUid, contextSchema, seconds } from '@lifeops/lib';
import type { ClockDep, ContextRef, EntityState, EventMap, Instant, JsonObject, LogDep } from '@lifeops/lib';
import type { EventBus } from '../bus/event-bus.ts';
import type { StateMachine } from '../state-machine/state-machine.ts';
import type { PendingCommandRow, Table } from '../store/tables.ts';
import { contradicts, shows } from './expectation.ts';
import type { Expectation } from './expectation.ts';

export type Outcome = EventMap['command_settled']['outcome'];

/** How long an entity may take to show what was asked before the command counts as lost. */
export const settleWithinMs = seconds(60);
/** How long states of an entity whose contract promises nothing are laid to a command. */
const unprovableForMs = seconds(5);

export interface SentCommand {
  readonly commandId: string;
  readonly uid: string;
  readonly service: string;
  readonly input: JsonObject;
  readonly context: ContextRef;
  /** Null where nothing shows that it took effect. */
  readonly expects: Expectation | null;
  /** Kept in storage, so that it is settled after a restart too. */
  readonly durable: boolean;
}

export type PendingCommandsDeps = ClockDep &
  LogDep & {
    readonly bus: EventBus;
    readonly states: StateMachine;
    readonly table: Table<PendingCommandRow>;
  };

interface Pending extends SentCommand {
  readonly sentAt: Instant;
  readonly scope: Disposable[];
  readonly settled: (outcome: Outcome) => void;
  readonly outcome: Promise<Outcome>;
}

/** A command on its way. */
export interface PendingCommand {
  /** Resolves when the state shows it, shows the contrary, the time is up, or a newer command took its place. */
  readonly outcome: Promise<Outcome>;
  /** Gives it up: the command failed. */
  drop(): void;
}

/**
 * The newest command of each entity until its effect is seen. States that its source reports meanwhile are laid to it:
 * `contextFor` gives its context.
 */
export class PendingCommands implements AsyncDisposable {
  readonly #deps: PendingCommandsDeps;
  readonly #byUid = new Map<string, Pending>();
  readonly #writes = new Set<Promise<void>>();

  constructor(deps: PendingCommandsDeps) {
    this.#deps = deps;
  }

  /** Takes up what an earlier run left open; `expectsOf` says again what each was to show, null when that is not known any more. */
  async load(expectsOf: (row: PendingCommandRow) => Expectation | null): Promise<void> {
    const lost: string[] = [];
    for (const row of await this.#deps.table.all()) {
      const expects = expectsOf(row);
      const context = contextSchema.safeParse(row.context);
      const commandId = row.uid.split('/')[0] ?? row.uid;
      if (expects && context.success) {
        const { entityUid: uid, service, input, sentAt } = row;
        const command = {
          commandId,
          uid,
          service,
          input: input as JsonObject,
          context: context.data,
          expects,
          durable: true,
        };
        this.#track(command, { sentAt, withinMs: row.expiresAt - this.#deps.clock.now() });
      } else lost.push(row.uid);
    }
    if (lost.length > 0) await this.#deps.table.remove(lost);
  }

  /** Call before the command goes out; a durable one is in storage when this resolves. */
  async begin(command: SentCommand): Promise<PendingCommand> {
    const sentAt = this.#deps.clock.now();
    const withinMs = command.expects ? settleWithinMs : unprovableForMs;
    if (command.durable && command.expects) {
      const { uid: entityUid, service, input, context } = command;
      const row = {
        entityUid,
        service,
        input,
        context: { ...context },
        sentAt,
        expiresAt: sentAt + withinMs,
      };
      await this.#deps.table.put([{ ...row, uid: rowUid(command) }]);
    }
    const pending = this.#track(command, { sentAt, withinMs });
    return { outcome: pending.outcome, drop: () => this.#settle(pending, null) };
  }

  /** The context to write the entity's next state under, while a command to it is on its way. */
  contextFor(uid: string): ContextRef | undefined {
    return this.#byUid.get(uid)?.context;
  }

  /** What is on its way now, for display. */
  all(): readonly Pick<SentCommand, 'commandId' | 'uid' | 'service' | 'input' | 'expects'>[] {
    return [...this.#byUid.values()];
  }

  /** Resolves when what was begun is in storage. */
  async written(): Promise<void> {
    while (this.#writes.size > 0) await Promise.all(this.#writes);
  }

  /** Stops watching; what is durable is taken up again by the next run. */
  async [Symbol.asyncDispose](): Promise<void> {
    for (const pending of this.#byUid.values()) for (const held of pending.scope) held[Symbol.dispose]();
    this.#byUid.clear();
    await this.written();
  }

  #track(command: SentCommand, times: { readonly sentAt: Instant; readonly withinMs: number }): Pending {
    const before = this.#byUid.get(command.uid);
    if (before) this.#settle(before, 'superseded');
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    const pending: Pending = {
      ...command,
      sentAt: times.sentAt,
      scope: [],
      settled: resolve,
      outcome: promise,
    };
    this.#byUid.set(command.uid, pending);
    const { clock, states } = this.#deps;
    const look = (state: EntityState | undefined | null) => {
      if (!state || !pending.expects || this.#byUid.get(command.uid) !== pending) return;
      if (shows(state, pending.expects)) this.#settle(pending, 'confirmed');
      else if (contradicts(state, pending.expects, pending.sentAt)) this.#settle(pending, 'contradicted');
    };
    pending.scope.push(states.subscribe([command.uid], (change) => look(change.new), 'pending commands'));
    pending.scope.push(clock.timer(Math.max(0, times.withinMs), () => this.#settle(pending, 'timed_out')));
    look(states.get(command.uid));
    return pending;
  }

  #settle(pending: Pending, outcome: Outcome | null): void {
    if (this.#byUid.get(pending.uid) !== pending) return;
    this.#byUid.delete(pending.uid);
    for (const held of pending.scope) held[Symbol.dispose]();
    pending.settled(outcome ?? 'superseded');
    if (!pending.durable || !pending.expects) return;
    this.#write(this.#deps.table.remove([rowUid(pending)]));
    if (outcome === null) return;
    this.#deps.bus.fire(
      'command_settled',
      { commandId: pending.commandId, uid: asUid(pending.uid), outcome },
      pending.context,
    );
  }

  #write(work: Promise<void>): void {
    const tracked: Promise<void> = work.catch((cause: unknown) =>
      this.#deps.log.error('Could not note that a command is settled', { error: asError(cause) }),
    );
    this.#writes.add(tracked);
    void tracked.then(() => this.#writes.delete(tracked));
  }
}

const rowUid = ({ commandId, uid }: SentCommand): string => `${commandId}/${uid}`;
