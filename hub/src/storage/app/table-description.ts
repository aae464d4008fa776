import type { z } from '@lifeops/lib';

/**
 * How a field lies in its column. `text?` is an optional field, left out where the column is null. `json` is kept as text: the
 * order of its keys stays, and both databases treat it alike.
 */
export type ColumnType = 'text' | 'text?' | 'integer' | 'boolean' | 'json';

/**
 * All that the storage knows of a table; models, reading, writing and stamping follow from it. Columns are named as the
 * fields, in snake_case.
 */
export interface TableDescription<Row> {
  readonly name: string;
  /** Fields that name a row; all text. */
  readonly key: readonly (keyof Row & string)[];
  readonly columns: { readonly [Field in keyof Row & string]-?: ColumnType };
  readonly indexes: readonly (readonly (keyof Row & string)[])[];
  readonly schema: z.ZodType<Row>;
}

/** A description without the type of its rows. */
export interface TableShape {
  readonly name: string;
  readonly key: readonly string[];
  readonly columns: Readonly<Record<string, ColumnType>>;
  readonly indexes: readonly (readonly string[])[];
}

export const columnOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
