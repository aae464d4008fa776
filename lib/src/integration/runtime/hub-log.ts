import { errorToRecord } from '../../base/errors.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import type { LogFields, Logger, LogLevel } from '../../base/logger.ts';
import type { ToHost } from '../messages.ts';
import { notJson } from '../pipe.ts';
import type { Redactor } from './redactor.ts';

/** A log whose lines go to the hub, as JSON and without secrets. */
export function hubLogger(send: (message: ToHost) => void, redactor: Redactor, base: LogFields = {}): Logger {
  const write =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) =>
      send({
        type: 'log',
        level,
        message: redactor.text(message),
        fields: redactor.json(jsonFields({ ...base, ...fields })),
      });
  return {
    error: write('error'),
    warn: write('warn'),
    info: write('info'),
    debug: write('debug'),
    child: (fields) => hubLogger(send, redactor, { ...base, ...fields }),
  };
}

function jsonFields(fields: LogFields): JsonObject {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, jsonField(value)]),
  );
}

function jsonField(value: LogFields[string]): Json {
  if (value instanceof Error) {
    const { code, message, details } = errorToRecord(value);
    // Only a fault of the code needs its place; expected trouble has no stack.
    return { code, message, details, ...(code === 'bug' ? { stack: value.stack ?? '' } : {}) };
  }
  if (value !== undefined && notJson(value, '') === undefined) return value;
  return (JSON.parse(JSON.stringify(value) ?? 'null') ?? null) as Json;
}
