import type { Json } from '@lifeops/lib';
import { storedText } from '../stored-text.ts';
import { columnOf } from './table-description.ts';
import type { ColumnType, TableDescription } from './table-description.ts';

export type Cell = string | number | boolean | null;
/** A row as the database has it: column → value. */
export type Cells = Readonly<Record<string, Cell>>;

/** Turns rows into cells and back. The one place that knows how a field lies in its column. */
export class RowCodec<Row> {
  readonly columns: readonly string[];
  readonly keyColumns: readonly string[];
  readonly #fields: readonly {
    readonly field: keyof Row & string;
    readonly column: string;
    readonly type: ColumnType;
  }[];

  constructor(description: Pick<TableDescription<Row>, 'columns' | 'key'>) {
    this.#fields = (Object.keys(description.columns) as (keyof Row & string)[]).map((field) => ({
      field,
      column: columnOf(field),
      type: description.columns[field],
    }));
    this.columns = this.#fields.map(({ column }) => column);
    this.keyColumns = description.key.map(columnOf);
  }

  encode(row: Row): Cells {
    const cells: Record<string, Cell> = {};
    for (const { field, column, type } of this.#fields) cells[column] = encodeCell(row[field], type);
    return cells;
  }

  /** Column → value, the same for a stored row and for one about to be, so that they can be compared. */
  comparable(cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      this.#fields.map(({ column, type }) => [column, decodeCell(cells[column], type)]),
    );
  }

  /** What the row says, unchecked: its schema judges it. */
  decode(cells: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (const { field, column, type } of this.#fields) {
      const value = decodeCell(cells[column], type);
      if (value !== undefined) row[field] = value;
    }
    return row;
  }
}

function encodeCell(value: unknown, type: ColumnType): Cell {
  if (type === 'json') return JSON.stringify(value as Json);
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? storedText(value) : (value as number | boolean);
}

/** SQLite gives booleans as 0 and 1, PostgreSQL 64-bit integers as text. */
function decodeCell(cell: unknown, type: ColumnType): unknown {
  if (type === 'text?') return cell ?? undefined;
  if (cell === null || cell === undefined || type === 'text') return cell;
  if (type === 'integer') return Number(cell);
  if (type === 'boolean') return typeof cell === 'number' ? cell !== 0 : cell;
  try {
    return JSON.parse(cell as string);
  } catch {
    // Left out, so that the row's schema refuses it and says which field.
    return undefined;
  }
}
