import type { Clock } from '@lifeops/lib';
import { nextVersion } from '../hlc.ts';
import type { Version } from '../hlc.ts';
import type { AppSession } from './app-connection.ts';
import { parts } from './row-store.ts';
import type { RowStore } from './row-store.ts';
import type { StampRow } from './row-schemas.ts';

export interface StampsDeps {
  readonly clock: Clock;
  readonly node: string;
  readonly store: RowStore<StampRow>;
}

/**
 * Writes sync_metadata. A transaction is one version: its changes win or lose together against an edit of the same moment
 * elsewhere. Whether a row lives is told by the row itself; `_deleted` says since which version it is so.
 */
export class Stamps {
  readonly #deps: StampsDeps;
  #last: Version;

  private constructor(deps: StampsDeps, last: Version) {
    this.#deps = deps;
    this.#last = last;
  }

  /** Goes on from the highest version that was ever stamped, so that a clock set back cannot make old edits win. */
  static async open(deps: StampsDeps, session: AppSession): Promise<Stamps> {
    const [row] = await session.rows('SELECT max(version) AS version FROM sync_metadata');
    return new Stamps(deps, Number(row?.['version'] ?? 0));
  }

  async write(
    session: AppSession,
    table: string,
    changes: readonly { readonly record: string; readonly fields: readonly string[] }[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const { node, clock, store } = this.#deps;
    const updatedAt = clock.now();
    const version = (this.#last = nextVersion(this.#last, updatedAt));
    const rows = changes.flatMap(({ record, fields }) =>
      fields.map((field) =>
        store.codec.encode({ tableName: table, record, field, version, node, updatedAt }),
      ),
    );
    await store.upsert(session, rows);
  }

  /** Leaves a tombstone in place of each record's stamps: it outranks them all. */
  async bury(session: AppSession, table: string, records: readonly string[]): Promise<void> {
    for (const part of parts(records, 1000))
      await this.#deps.store.delete(session, { table_name: table, record: [...part] });
    await this.write(
      session,
      table,
      records.map((record) => ({ record, fields: ['_deleted'] })),
    );
  }
}
