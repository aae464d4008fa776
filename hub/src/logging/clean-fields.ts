import { Bug, isPlainObject, LifeOpsError, Secret } from '@lifeops/lib';
import type { Json, JsonObject } from '@lifeops/lib';
import { isSecretName, redacted } from './redactor.ts';
import type { Redactor } from './redactor.ts';

/** What one record may hold: a log is no place for a whole calendar. */
const limits = { depth: 6, items: 50, text: 4000, causes: 5, scanned: 16_000, longestSecret: 4000 } as const;

/**
 * Fields as they may be written: JSON alone, bounded, without secrets; errors as `{ name, code, message, cause, stack }`.
 * Takes anything and never throws: getters that fail become a remark.
 */
export function cleanFields(fields: object, redactor: Redactor): JsonObject {
  return new FieldCleaner(redactor).object(fields, 0);
}

export function cleanError(error: Error, redactor: Redactor): JsonObject {
  return new FieldCleaner(redactor).error(error, 0);
}

class FieldCleaner {
  readonly #redactor: Redactor;
  readonly #path = new Set<object>();

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  object(source: object, depth: number): JsonObject {
    const names = guarded(() => Object.keys(source), []);
    const clean: [string, Json][] = [];
    for (const name of names.slice(0, limits.items)) {
      const value = guarded(() => (source as Record<string, unknown>)[name], '[unreadable]');
      if (value === undefined) continue;
      const hidden = isSecretName(name) && hidesSomething(name, value);
      clean.push([this.#redactor.text(name), hidden ? redacted : this.#value(value, depth + 1)]);
    }
    if (names.length > limits.items) clean.push(['…', `${names.length - limits.items} more`]);
    return Object.fromEntries(clean);
  }

  error(error: Error, depth: number): JsonObject {
    const read = (name: string): unknown =>
      guarded(() => (error as unknown as Record<string, unknown>)[name], undefined);
    const [name, code, cause, details, stack] = ['name', 'code', 'cause', 'details', 'stack'].map(read);
    const errors = error instanceof AggregateError ? read('errors') : undefined;
    const tooDeep = depth >= limits.causes;
    return {
      name: this.#text(typeof name === 'string' ? name : 'Error'),
      ...(typeof code === 'string' || typeof code === 'number' ? { code: this.#value(code, depth) } : {}),
      message: this.#text(String(guarded(() => error.message, '[unreadable]'))),
      ...(isPlainObject(details) && Object.keys(details).length > 0
        ? { details: this.object(details, depth + 1) }
        : {}),
      ...(cause === undefined || cause === null || tooDeep ? {} : { cause: this.#value(cause, depth + 1) }),
      ...(Array.isArray(errors) && !tooDeep ? { errors: this.#value(errors, depth + 1) } : {}),
      ...(typeof stack === 'string' && wantsStack(error) ? { stack: this.#text(framesOf(stack)) } : {}),
    };
  }

  #value(value: unknown, depth: number): Json {
    switch (typeof value) {
      case 'string':
        return this.#text(value);
      case 'number':
        // JSON knows no negative zero.
        return Number.isFinite(value) ? value + 0 : String(value);
      case 'boolean':
        return value;
      case 'object':
        return value === null ? null : this.#once(value, depth);
      case 'bigint':
      case 'symbol':
        return this.#text(String(value));
      case 'function':
        return '[function]';
      default:
        return null;
    }
  }

  #once(value: object, depth: number): Json {
    if (value instanceof Secret) return redacted;
    if (this.#path.has(value)) return '[circular]';
    if (depth > limits.depth && !(value instanceof Error)) return '[deeper]';
    this.#path.add(value);
    try {
      return guarded(() => this.#structure(value, depth), '[unreadable]');
    } finally {
      this.#path.delete(value);
    }
  }

  #structure(value: object, depth: number): Json {
    if (value instanceof Error) return this.error(value, depth);
    if (Array.isArray(value)) return this.#list(value, depth);
    if (value instanceof Date) return Number.isFinite(value.getTime()) ? value.toISOString() : 'Invalid Date';
    if (value instanceof URL || value instanceof RegExp) return this.#text(String(value));
    if (value instanceof Map) return this.object(Object.fromEntries(value), depth);
    if (value instanceof Set) return this.#list([...value], depth);
    if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
    return this.object(value, depth);
  }

  #list(values: readonly unknown[], depth: number): Json {
    const shown = Array.from(values.slice(0, limits.items), (item) => this.#value(item, depth + 1));
    return values.length > limits.items ? [...shown, `${values.length - limits.items} more`] : shown;
  }

  #text(text: string): string {
    const part = text.slice(0, limits.scanned);
    let clean = this.#redactor.text(part);
    // Where the text was cut, half a secret may stand, which nothing recognises.
    if (part.length < text.length) clean = clean.slice(0, Math.max(0, clean.length - limits.longestSecret));
    return clean.length > limits.text ? `${clean.slice(0, limits.text)}…` : clean;
  }
}

/** Flags and counts about secrets are none: `password: false`, `tokens: 3`. */
const hidesSomething = (name: string, value: unknown): boolean =>
  !(
    value === null ||
    value === '' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && name.endsWith('s'))
  );

/** Of what we foresaw the message says all; a stack is for faults of ours and for the unknown. */
const wantsStack = (error: Error): boolean => !(error instanceof LifeOpsError) || error instanceof Bug;

/** The stack without its first lines, which repeat name and message. */
const framesOf = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .join('\n');

function guarded<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    // A log must take what it is given: an object that breaks when it is read is told as such.
    return otherwise;
  }
}
