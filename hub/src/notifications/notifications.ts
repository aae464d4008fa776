import { NotFound } from '@lifeops/lib';
import type { ClockDep, ContextRef, IdsDep, NotificationRecord, RegistryAction } from '@lifeops/lib';
import type { EventBus } from '../core/bus/event-bus.ts';
import { InTurn } from '../core/in-turn.ts';
import type { Table } from '../core/store/tables.ts';

export interface NewNotification {
  readonly agent: string;
  readonly kind?: 'message' | 'repair';
  /** Same agent and key again replaces the earlier one, dismissed or not. */
  readonly key?: string;
  readonly priority?: NotificationRecord['priority'];
  readonly title: string;
  readonly body: string;
  readonly actionUrl?: string;
  readonly owner?: string | null;
}

/** What people should know or do; stored, so that it outlives a restart. */
export class Notifications {
  readonly #deps: ClockDep & IdsDep & { readonly table: Table<NotificationRecord>; readonly bus: EventBus };
  readonly #byUid = new Map<string, NotificationRecord>();
  readonly #turns = new InTurn();

  constructor(
    deps: ClockDep & IdsDep & { readonly table: Table<NotificationRecord>; readonly bus: EventBus },
  ) {
    this.#deps = deps;
  }

  async load(): Promise<void> {
    for (const row of await this.#deps.table.all()) this.#byUid.set(row.uid, row);
  }

  /** Newest first. */
  list(status?: NotificationRecord['status']): readonly NotificationRecord[] {
    return [...this.#byUid.values()]
      .filter((row) => status === undefined || row.status === status)
      .toSorted((a, b) => b.createdAt - a.createdAt);
  }

  get(uid: string): NotificationRecord | undefined {
    return this.#byUid.get(uid);
  }

  create(notification: NewNotification, context: ContextRef): Promise<NotificationRecord> {
    return this.#turns.run(() => this.#create(notification, context));
  }

  dismiss(uid: string, context: ContextRef): Promise<void> {
    return this.#turns.run(async () => {
      const row = this.#byUid.get(uid);
      if (!row) throw new NotFound('There is no such notification.');
      if (row.status !== 'dismissed') await this.#save({ ...row, status: 'dismissed' }, 'update', context);
    });
  }

  /** A repair closes by itself when what it told of is mended. */
  resolve(agent: string, key: string, context: ContextRef): Promise<void> {
    return this.#turns.run(async () => {
      const row = this.#withKey(agent, key);
      if (!row) return;
      await this.#deps.table.remove([row.uid]);
      this.#byUid.delete(row.uid);
      this.#announce(row.uid, 'remove', context);
    });
  }

  async #create(notification: NewNotification, context: ContextRef): Promise<NotificationRecord> {
    const key = notification.key ?? null;
    const earlier = key === null ? undefined : this.#withKey(notification.agent, key);
    const now = this.#deps.clock.now();
    const row: NotificationRecord = {
      uid: earlier?.uid ?? this.#deps.ids.next(),
      agent: notification.agent,
      kind: notification.kind ?? 'message',
      key,
      priority: notification.priority ?? 3,
      title: notification.title,
      body: notification.body,
      actionUrl: notification.actionUrl ?? null,
      targetDevices: [],
      scheduledFor: null,
      deliveredAt: now,
      status: 'delivered',
      owner: notification.owner ?? null,
      createdAt: now,
    };
    await this.#save(row, earlier ? 'update' : 'create', context);
    return row;
  }

  #withKey(agent: string, key: string): NotificationRecord | undefined {
    return [...this.#byUid.values()].find((row) => row.agent === agent && row.key === key);
  }

  async #save(row: NotificationRecord, action: RegistryAction, context: ContextRef): Promise<void> {
    await this.#deps.table.put([row]);
    this.#byUid.set(row.uid, row);
    this.#announce(row.uid, action, context);
  }

  #announce(uid: string, action: RegistryAction, context: ContextRef): void {
    this.#deps.bus.fire('notification_updated', { uid, action }, context);
  }
}
