import { DataTypes } from 'sequelize';
import type { Model, ModelAttributes, ModelStatic, WhereOptions } from 'sequelize';
import type { Logger } from '@lifeops/lib';
import type { AppConnection, AppSession } from './app-connection.ts';
import type { BadRows } from './bad-rows.ts';
import { RowCodec } from './row-codec.ts';
import type { Cells } from './row-codec.ts';
import type { ColumnType, TableDescription } from './table-description.ts';

const types = {
  text: DataTypes.TEXT,
  'text?': DataTypes.TEXT,
  integer: DataTypes.BIGINT,
  boolean: DataTypes.BOOLEAN,
  json: DataTypes.TEXT,
} satisfies Record<ColumnType, unknown>;

/**
 * Parameters are found by name, which SQLite does one after another: time grows with the square of their number. Few
 * hundred is best, 30,000 takes twenty times as long.
 */
const mostParameters = 300;

export interface RowStoreDeps {
  readonly connection: AppConnection;
  readonly badRows: BadRows;
  readonly log: Logger;
}

/** Reads and writes the rows of one table through a session; the tables above it say when and with what promises. */
export class RowStore<Row> {
  readonly name: string;
  readonly codec: RowCodec<Row>;
  readonly #description: TableDescription<Row>;
  readonly #deps: RowStoreDeps;
  readonly #model: ModelStatic<Model>;
  readonly #insert: string;
  readonly #onConflict: string;

  constructor(deps: RowStoreDeps, description: TableDescription<Row>) {
    this.name = description.name;
    this.codec = new RowCodec(description);
    this.#deps = deps;
    this.#description = description;
    this.#model = defineModel(deps.connection, description, this.codec);
    const { columns, keyColumns } = this.codec;
    this.#insert = `INSERT INTO ${this.name} (${columns.map(quoted).join(', ')}) VALUES `;
    const others = columns.filter((column) => !keyColumns.includes(column));
    const updates = others.map((column) => `${quoted(column)} = excluded.${quoted(column)}`);
    this.#onConflict = ` ON CONFLICT (${keyColumns.map(quoted).join(', ')}) DO UPDATE SET ${updates.join(', ')}`;
  }

  /** Rows that fit their schema; those that do not are set aside: logged, counted, left where they are. */
  async find(session: AppSession, where: WhereOptions = {}): Promise<Row[]> {
    const found: Row[] = [];
    for (const cells of await this.findCells(session, where)) {
      const parsed = this.#description.schema.safeParse(this.codec.decode(cells));
      if (parsed.success) found.push(parsed.data);
      else this.#setAside(cells, parsed.error.issues);
    }
    return found;
  }

  async findCells(
    session: AppSession,
    where: WhereOptions,
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return (await this.#model.findAll({
      where,
      raw: true,
      transaction: session.transaction,
    })) as unknown as Record<string, unknown>[];
  }

  /** Inserts or replaces by key. A key that comes twice in one call is for the caller to prevent. */
  async upsert(session: AppSession, rows: readonly Cells[]): Promise<void> {
    const { columns } = this.codec;
    for (const part of parts(rows, Math.ceil(mostParameters / columns.length))) {
      let n = 0;
      const values = part.map(() => `(${columns.map(() => `$${++n}`).join(', ')})`);
      const bind = part.flatMap((cells) => columns.map((column) => cells[column] ?? null));
      await session.run(this.#insert + values.join(', ') + this.#onConflict, bind);
    }
  }

  async delete(session: AppSession, where: WhereOptions): Promise<void> {
    await this.#model.destroy({ where, transaction: session.transaction });
  }

  #setAside(
    cells: Readonly<Record<string, unknown>>,
    issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
  ): void {
    const key = this.codec.keyColumns.map((column) => String(cells[column])).join('/');
    this.#deps.badRows.add(this.name, key);
    this.#deps.log.warn('A stored row does not fit its schema and is left out; it stays in the database.', {
      table: this.name,
      row: key,
      // Never the value: it may be a secret or a person's own.
      issues: issues.map(({ path, message }) => `${path.map(String).join('/')}: ${message}`),
    });
  }
}

function defineModel<Row>(
  { sequelize }: AppConnection,
  description: TableDescription<Row>,
  codec: RowCodec<Row>,
): ModelStatic<Model> {
  const declared = Object.values<ColumnType>(description.columns);
  const attributes: ModelAttributes = Object.fromEntries(
    codec.columns.map((column, i) => [
      column,
      { type: types[declared[i] as ColumnType], primaryKey: codec.keyColumns.includes(column) },
    ]),
  );
  return sequelize.define(description.name, attributes);
}

const quoted = (name: string): string => `"${name}"`;

export function* parts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
