import type {
  AreaRecord,
  CalendarEvent,
  ConfigEntry,
  DeviceRecord,
  EntityRecord,
  FloorRecord,
  Json,
  LabelRecord,
  NotificationRecord,
} from '@lifeops/lib';

/**
 * A table of configuration-sized rows. What a promise of it confirms is durable. Reading is done once at start: the hub
 * works from memory and writes through.
 */
export interface Table<Row> {
  all(): Promise<Row[]>;
  /** Inserts or replaces by key, all in one transaction. */
  put(rows: readonly Row[]): Promise<void>;
  /** Removes by key; keys that are not there are no error. */
  remove(keys: readonly string[]): Promise<void>;
}

export interface SettingRow {
  readonly key: string;
  readonly value: Json;
}

export interface UserRow {
  readonly uid: string;
  readonly name: string;
  readonly role: string;
  /** scrypt with its parameters; null: cannot sign in by password. */
  readonly passwordHash: string | null;
  readonly language: string | null;
  readonly active: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface TokenRow {
  readonly uid: string;
  readonly name: string;
  readonly kind: 'session' | 'token';
  /** Null for a token of no person, an API key. */
  readonly userUid: string | null;
  readonly role: string;
  /** SHA-256 of the token in hex: the token itself is shown once and never kept. */
  readonly hash: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface AutomationRow {
  readonly uid: string;
  readonly ruleId: string;
  readonly name: string;
  readonly agent: string;
  readonly document: Json;
  readonly enabled: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** An event of a calendar entity's feed. */
export interface CalendarEventRow extends CalendarEvent {
  readonly entityUid: string;
  /** Integration that it comes from: icloud, google, outlook, calendar, … */
  readonly source: string;
  /** The event as its source gave it, where that is kept. */
  readonly raw?: string;
  readonly syncedAt: number;
}

/** What an entry keeps by itself: the `store` and `secrets` ports. */
export interface EntryStoreRow {
  readonly entryUid: string;
  readonly key: string;
  readonly value: Json;
  /** The value is sealed with the node key. */
  readonly sealed: boolean;
}

/** A command that waits for its device to confirm it. */
export interface PendingCommandRow {
  readonly uid: string;
  readonly entityUid: string;
  readonly service: string;
  readonly input: Json;
  readonly context: Json;
  readonly sentAt: number;
  readonly expiresAt: number;
}

export interface AgentStateRow {
  readonly agent: string;
  readonly state: Json;
  readonly updatedAt: number;
}

/** The application database by table. Keys: `uid`, except `settings.key`, (calendarEvents) `entityUid` + `id`, (entryStore) `entryUid` + `key`, `agentState.agent`. */
export interface AppTables {
  readonly settings: Table<SettingRow>;
  readonly areas: Table<AreaRecord>;
  readonly floors: Table<FloorRecord>;
  readonly labels: Table<LabelRecord>;
  readonly devices: Table<DeviceRecord>;
  readonly entities: Table<EntityRecord>;
  readonly entries: Table<ConfigEntry>;
  readonly users: Table<UserRow>;
  readonly tokens: Table<TokenRow>;
  readonly automations: Table<AutomationRow>;
  readonly notifications: Table<NotificationRecord>;
  readonly agentState: Table<AgentStateRow>;
  readonly pendingCommands: Table<PendingCommandRow>;
  readonly entryStore: EntryStoreTable;
  readonly calendarEvents: CalendarEventTable;
}

export interface EntryStoreTable {
  get(entryUid: string, key: string): Promise<EntryStoreRow | undefined>;
  put(row: EntryStoreRow): Promise<void>;
  remove(entryUid: string, key: string): Promise<void>;
  /** All of an entry that is removed. */
  removeEntry(entryUid: string): Promise<void>;
}

export interface CalendarEventTable {
  /** Events that touch [start, end), of these entities, by start. A zero-length one counts when start ≤ its time < end. */
  between(entityUids: readonly string[], start: number, end: number): Promise<CalendarEventRow[]>;
  ofEntity(entityUid: string): Promise<CalendarEventRow[]>;
  /** In one transaction, so that readers never see a half-replaced calendar. */
  change(entityUid: string, put: readonly CalendarEventRow[], removeIds: readonly string[]): Promise<void>;
  removeEntity(entityUid: string): Promise<void>;
}

/** Seals with the node key (AES-256-GCM); what is sealed opens only on this node. */
export interface Sealer {
  seal(plain: string): string;
  /** Throws `Unavailable` when the key does not fit. */
  open(sealed: string): string;
}
