import type { Cells, RowCodec } from './row-codec.ts';

/** The rows as cells by their key; of rows with the same key the last stands, as if they were put one after another. */
export function lastByKey<Row>(codec: RowCodec<Row>, rows: readonly Row[]): Map<string, Cells> {
  const byKey = new Map<string, Cells>();
  for (const row of rows) {
    const cells = codec.encode(row);
    const [first, ...others] = codec.keyColumns.map((column) => String(cells[column]));
    byKey.set(others.length === 0 ? (first as string) : JSON.stringify([first, ...others]), cells);
  }
  return byKey;
}
