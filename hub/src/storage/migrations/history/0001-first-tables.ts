import type { Migration } from '../migration.ts';

/**
 * States are clustered on (entity, at, seq), where the database can: half the bytes and a fraction of the reads of a table
 * with an index beside it. `kind` and `status` are numbers of `state-codec.ts`. Attributes are kept once per entity, so that
 * an entity can be forgotten whole.
 */
export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  async up(sql) {
    const sqlite = sql.dialect === 'sqlite';
    const id = sqlite ? 'INTEGER PRIMARY KEY' : 'INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY';
    // JSON keeps the text as it was written; JSONB refuses some text that JSON allows, \u0000 above all.
    const json = sqlite ? 'TEXT' : 'JSON';
    const bytes = sqlite ? 'BLOB' : 'BYTEA';
    const clustered = sqlite ? 'WITHOUT ROWID' : '';
    const statements = [
      `CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value BIGINT NOT NULL)`,
      `CREATE TABLE entities (id ${id}, uid TEXT NOT NULL UNIQUE)`,
      `CREATE TABLE attributes (id ${id}, entity INTEGER NOT NULL, hash ${bytes} NOT NULL, document ${json} NOT NULL,
        used_at BIGINT NOT NULL, UNIQUE (entity, hash))`,
      `CREATE TABLE states (entity INTEGER NOT NULL, at BIGINT NOT NULL, seq BIGINT NOT NULL, kind SMALLINT NOT NULL,
        number DOUBLE PRECISION, text TEXT, status SMALLINT NOT NULL, attributes INTEGER NOT NULL, context_id TEXT NOT NULL,
        PRIMARY KEY (entity, at, seq)) ${clustered}`,
      `CREATE TABLE latest (uid TEXT NOT NULL PRIMARY KEY, entity_id TEXT NOT NULL, at BIGINT NOT NULL, seq BIGINT NOT NULL,
        kind SMALLINT NOT NULL, number DOUBLE PRECISION, text TEXT, status SMALLINT NOT NULL, attributes ${json} NOT NULL,
        context_id TEXT NOT NULL, changed_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, reported_at BIGINT NOT NULL,
        measured_at BIGINT, context ${json} NOT NULL, node TEXT NOT NULL)`,
      `CREATE TABLE events (seq BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, type TEXT NOT NULL, data ${json} NOT NULL,
        context ${json} NOT NULL)`,
      'CREATE INDEX events_at ON events (at)',
      'CREATE INDEX events_type ON events (type, at)',
      `CREATE TABLE service_calls (command_id TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, domain TEXT NOT NULL,
        service TEXT NOT NULL, data ${json} NOT NULL, context ${json} NOT NULL, result ${json} NOT NULL,
        duration_ms DOUBLE PRECISION NOT NULL)`,
      'CREATE INDEX service_calls_at ON service_calls (at)',
      `CREATE TABLE series (series TEXT NOT NULL, type TEXT NOT NULL, at BIGINT NOT NULL, source TEXT NOT NULL,
        key TEXT NOT NULL, value DOUBLE PRECISION, unit TEXT, end_at BIGINT, metadata ${json} NOT NULL,
        entry_uid TEXT NOT NULL, owner TEXT, PRIMARY KEY (series, type, at, source, key)) ${clustered}`,
      'CREATE INDEX series_at ON series (series, at)',
      'CREATE INDEX series_entry ON series (entry_uid)',
    ];
    for (const statement of statements) await sql.run(statement);
  },
  async down(sql) {
    for (const table of [
      'series',
      'service_calls',
      'events',
      'latest',
      'states',
      'attributes',
      'entities',
      'meta',
    ]) {
      await sql.run(`DROP TABLE ${table}`);
    }
  },
};
