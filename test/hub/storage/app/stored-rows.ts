import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import pg from 'pg';
import type { AppPlace } from './app-fixture.ts';

export interface StoredStamp {
  readonly record: string;
  readonly field: string;
  readonly version: number;
  readonly node: string;
}

/** Runs SQL on the database behind the hub's back. A SQLite one must be closed: two libraries must not share a file. */
export async function runSql(
  where: AppPlace,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (where.url.startsWith('sqlite:')) {
    const database = new DatabaseSync(join(where.dataFolder, 'lifeops.db'));
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }
  const client = new pg.Client({ connectionString: where.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

export async function storedStamps(where: AppPlace, table: string): Promise<StoredStamp[]> {
  const rows = await runSql(
    where,
    `SELECT record, field, version, node FROM sync_metadata WHERE table_name = '${table}'`,
  );
  return rows.map(({ record, field, version, node }) => ({
    record: String(record),
    field: String(field),
    version: Number(version),
    node: String(node),
  }));
}
