import type { z } from 'zod';
import { asError } from '../../base/errors.ts';
import { isPlainObject, jsonEqual } from '../../base/json.ts';
import type { JsonObject } from '../../base/json.ts';
import { unavailable } from '../../domains/description.ts';
import type { Entity } from '../../domains/description.ts';
import type { StateStatus, StateValue } from '../../model/state.ts';
import { attributesSchema, valueSchema } from '../../domains/schemas.ts';

/** What a source says of an entity at one moment. */
export interface Report {
  readonly status: StateStatus;
  readonly value: StateValue;
  readonly attributes: JsonObject;
  readonly measuredAt: number | null;
}
export type Checked = { readonly report: Report; readonly wrong?: string };

export const silent = (status: StateStatus): Report => ({
  status,
  value: null,
  attributes: {},
  measuredAt: null,
});

/** Asks an entity's `read` and checks the answer by its domain. What does not fit is `unknown`, with the reason. */
export class Reader {
  readonly #entity: Entity<never>;
  readonly #attributes: z.ZodType;
  #raw: unknown;
  #options: readonly string[] | undefined;
  #last: Checked | undefined;

  constructor(entity: Entity<never>) {
    this.#entity = entity;
    this.#attributes = attributesSchema(entity.spec, entity.description.features ?? []);
  }

  /** `options` are the words that the value can be, where the entity names them. */
  read(item: unknown, options: readonly string[] | undefined): Checked {
    let raw: unknown;
    try {
      raw = this.#entity.description.read?.(item);
    } catch (cause) {
      this.#last = undefined;
      return { report: silent('unknown'), wrong: `read failed: ${asError(cause).message}` };
    }
    // Most readings are as before: then nothing has to be checked again.
    if (this.#last && jsonEqual(raw, this.#raw) && jsonEqual(options, this.#options)) return this.#last;
    this.#raw = raw;
    this.#options = options;
    this.#last = this.check(raw, options);
    return this.#last;
  }

  /** Checks a reading that came from elsewhere, a feed's `present` say. */
  check(raw: unknown, options: readonly string[] | undefined): Checked {
    if (raw === unavailable) return { report: silent('unavailable') };
    if (raw === null) return { report: silent('unknown') };
    const full = isPlainObject(raw) ? raw : { value: raw };
    const attributes = this.#attributes.safeParse(defined(full['attributes'] ?? {}));
    if (!attributes.success)
      return { report: silent('unknown'), wrong: `attributes: ${firstIssue(attributes.error)}` };
    const measuredAt =
      typeof full['measuredAt'] === 'number' && Number.isFinite(full['measuredAt'])
        ? full['measuredAt']
        : null;
    const rest = { attributes: attributes.data as JsonObject, measuredAt };
    if (full['value'] === null) return { report: { status: 'unknown', value: null, ...rest } };
    const value = valueSchema(this.#entity.spec, this.#entity.description.deviceClass, options).safeParse(
      full['value'],
    );
    if (!value.success) return { report: silent('unknown'), wrong: `value: ${firstIssue(value.error)}` };
    return { report: { status: 'ok', value: value.data as StateValue, ...rest } };
  }
}

/** A copy without fields that are `undefined`, which JSON does not have. */
export const defined = (object: object): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as JsonObject;

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.length ? `/${issue.path.map(String).join('/')} ` : ''}${issue?.message}`;
}
