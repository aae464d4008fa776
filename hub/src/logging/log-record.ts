import type { JsonObject, LogLevel } from '@lifeops/lib';

/** One entry of the log, secrets taken out already. */
export interface LogRecord {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: JsonObject;
}

/** Where records go. Never throws; what it cannot take it drops. */
export interface LogSink {
  write(record: LogRecord): void;
}

/** The smaller, the graver. */
export const levelOrder: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };

/** Names that the record itself uses; a field of the same name gets an underscore. */
const ownNames: ReadonlySet<string> = new Set(['time', 'level', 'message']);

/** One line of JSON without its end: `time` (ISO 8601, UTC), `level`, `message`, then the fields. */
export function jsonLine({ at, level, message, fields }: LogRecord): string {
  const line: Record<string, unknown> = { time: new Date(at).toISOString(), level, message };
  for (const [name, value] of Object.entries(fields)) line[ownNames.has(name) ? `${name}_` : name] = value;
  return JSON.stringify(line);
}
