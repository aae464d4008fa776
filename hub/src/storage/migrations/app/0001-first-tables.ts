import type { Migration } from '../migration.ts';

const tables: Readonly<Record<string, string>> = {
  settings: 'key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL',
  areas: `uid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, floor_uid TEXT, parent_uid TEXT, icon TEXT,
    labels TEXT NOT NULL, position BIGINT NOT NULL, created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL`,
  floors: `uid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, aliases TEXT NOT NULL, level BIGINT NOT NULL, icon TEXT,
    created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL`,
  labels: `uid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, color TEXT, icon TEXT, description TEXT, scope TEXT,
    created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL`,
  devices: `uid TEXT NOT NULL PRIMARY KEY, integration TEXT NOT NULL, entry_id TEXT, key TEXT NOT NULL, parent_uid TEXT,
    via_uid TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, manufacturer TEXT, model TEXT, serial_number TEXT,
    software_version TEXT, hardware_version TEXT, configuration_url TEXT, connections TEXT NOT NULL, location TEXT NOT NULL,
    area_uid TEXT, labels TEXT NOT NULL, disabled_by TEXT, owner TEXT, last_seen BIGINT, created_at BIGINT NOT NULL,
    modified_at BIGINT NOT NULL, removed_at BIGINT`,
  entities: `uid TEXT NOT NULL PRIMARY KEY, entity_id TEXT NOT NULL, former_ids TEXT NOT NULL, domain TEXT NOT NULL,
    integration TEXT NOT NULL, entry_id TEXT, unique_id TEXT NOT NULL, device_uid TEXT, name_key TEXT, name TEXT NOT NULL,
    icon TEXT NOT NULL, category TEXT, area_uid TEXT, labels TEXT NOT NULL, disabled_by TEXT, hidden_by TEXT, unit TEXT,
    precision BIGINT, capability TEXT NOT NULL, owner TEXT, created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL,
    removed_at BIGINT`,
  config_entries: `uid TEXT NOT NULL PRIMARY KEY, integration TEXT NOT NULL, title TEXT NOT NULL, unique_id TEXT,
    source TEXT NOT NULL, demo BOOLEAN NOT NULL, version BIGINT NOT NULL, config TEXT NOT NULL, options TEXT NOT NULL,
    owner TEXT, disabled_by TEXT, runs_on TEXT NOT NULL, created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL`,
  users: `uid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT, language TEXT,
    active BOOLEAN NOT NULL, created_at BIGINT NOT NULL, modified_at BIGINT NOT NULL`,
  tokens: `uid TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, user_uid TEXT, role TEXT NOT NULL,
    hash TEXT NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT, expires_at BIGINT, revoked_at BIGINT`,
  automation_rules: `uid TEXT NOT NULL PRIMARY KEY, rule_id TEXT NOT NULL, name TEXT NOT NULL, agent TEXT NOT NULL,
    document TEXT NOT NULL, enabled BOOLEAN NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL`,
  notification_queue: `uid TEXT NOT NULL PRIMARY KEY, agent TEXT NOT NULL, kind TEXT NOT NULL, key TEXT,
    priority BIGINT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, action_url TEXT, target_devices TEXT NOT NULL,
    scheduled_for BIGINT, delivered_at BIGINT, status TEXT NOT NULL, owner TEXT, created_at BIGINT NOT NULL`,
  agent_state: 'agent TEXT NOT NULL PRIMARY KEY, state TEXT NOT NULL, updated_at BIGINT NOT NULL',
  pending_commands: `uid TEXT NOT NULL PRIMARY KEY, entity_uid TEXT NOT NULL, service TEXT NOT NULL, input TEXT NOT NULL,
    context TEXT NOT NULL, sent_at BIGINT NOT NULL, expires_at BIGINT NOT NULL`,
  entry_store: `entry_uid TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, sealed BOOLEAN NOT NULL,
    PRIMARY KEY (entry_uid, key)`,
  calendar_events: `entity_uid TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, uid TEXT NOT NULL, recurrence_id TEXT,
    title TEXT NOT NULL, "start" BIGINT NOT NULL, "end" BIGINT NOT NULL, all_day BOOLEAN NOT NULL, start_date TEXT,
    end_date TEXT, location TEXT NOT NULL, description TEXT NOT NULL, status TEXT NOT NULL, transparent BOOLEAN NOT NULL,
    private BOOLEAN NOT NULL, raw TEXT, synced_at BIGINT NOT NULL, PRIMARY KEY (entity_uid, id)`,
  sync_metadata: `table_name TEXT NOT NULL, record TEXT NOT NULL, field TEXT NOT NULL, version BIGINT NOT NULL,
    node TEXT NOT NULL, updated_at BIGINT NOT NULL, PRIMARY KEY (table_name, record, field)`,
};

const indexes: Readonly<Record<string, string>> = {
  calendar_events_start: 'calendar_events (entity_uid, "start")',
  calendar_events_end: 'calendar_events (entity_uid, "end")',
  sync_metadata_version: 'sync_metadata (version)',
};

export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  async up(sql) {
    for (const [table, columns] of Object.entries(tables))
      await sql.run(`CREATE TABLE ${table} (${columns})`);
    for (const [index, columns] of Object.entries(indexes))
      await sql.run(`CREATE INDEX ${index} ON ${columns}`);
  },
  async down(sql) {
    for (const table of Object.keys(tables)) await sql.run(`DROP TABLE ${table}`);
  },
};
