import type { z } from 'zod';
import { InvalidInput } from '../../base/errors.ts';
import { isPlainObject } from '../../base/json.ts';
import type { Json, JsonObject } from '../../base/json.ts';
import { issuesOf } from '../../domains/field-issues.ts';
import type { FieldError, FlowContext, FlowStep } from '../flow.ts';
import type { PortName } from '../ports.ts';
import { parseOrRefuse } from '../parse-or-refuse.ts';
import { inputJsonSchema, secretPointers } from './describe.ts';

type Steps = Pick<
  FlowContext<JsonObject, PortName>,
  'form' | 'external' | 'choose' | 'progress' | 'done' | 'abort'
>;

/** The steps that a flow's context offers. `current` fills in what a form asks again, secrets apart. */
export const flowSteps = (current: JsonObject | undefined): Steps => ({
  form: (id, schema, check) => form(current, { id, schema, check }),
  external,
  choose,
  progress,
  done: ({ title, uniqueId, config, options }) => ({
    kind: 'done',
    title,
    uniqueId: uniqueId ?? null,
    config,
    options: options ?? {},
  }),
  abort: (reason) => ({ kind: 'abort', reason }),
});

/** Asks until the answer fits the schema and the check: each time with what was wrong and what was filled in. */
async function* form<S extends z.ZodObject>(
  current: JsonObject | undefined,
  {
    id,
    schema,
    check,
  }: { id: string; schema: S; check: ((values: z.output<S>) => void | Promise<void>) | undefined },
): AsyncGenerator<FlowStep, z.output<S>, Json> {
  const json = inputJsonSchema(schema);
  const secrets = new Set(secretPointers(json).map((pointer) => pointer.slice(1)));
  const shown = (values: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(values).filter(([key]) => key in schema.shape && !secrets.has(key)));
  let values = shown(current ?? {});
  let errors: readonly FieldError[] = [];
  for (;;) {
    const answer = yield { kind: 'form', id, schema: json, values, errors };
    values = isPlainObject(answer) ? shown(answer as JsonObject) : {};
    const parsed = schema.safeParse(answer);
    if (!parsed.success) {
      errors = issuesOf(parsed.error).map(({ path, message }) => ({ path, message }));
      continue;
    }
    try {
      await check?.(parsed.data);
      return parsed.data;
    } catch (cause) {
      if (!(cause instanceof InvalidInput)) throw cause;
      errors =
        cause.issues.length > 0 ? cause.issues.map(fieldError) : [{ path: '', message: cause.message }];
    }
  }
}

async function* external<S extends z.ZodObject>(
  id: string,
  url: string,
  schema: S,
): AsyncGenerator<FlowStep, z.output<S>, Json> {
  const answer = yield { kind: 'external', id, url, schema: inputJsonSchema(schema) };
  return parseOrRefuse(schema, answer, 'What came back from the other page');
}

async function* choose<T>(
  id: string,
  items: readonly T[],
  describe: (item: T) => { readonly key: string; readonly label: string },
): AsyncGenerator<FlowStep, T, Json> {
  const options = items.map(describe);
  for (;;) {
    const answer = yield { kind: 'choose', id, options };
    const index = options.findIndex(({ key }) => key === answer);
    if (index >= 0) return items[index] as T;
  }
}

/** The driver goes on by itself after this step: the message stands while the work runs. */
async function* progress<T>(
  id: string,
  message: string,
  work: () => Promise<T>,
): AsyncGenerator<FlowStep, T, Json> {
  yield { kind: 'progress', id, message };
  return work();
}

/** Paths of fields may be written with or without the leading slash. */
const fieldError = ({ path, message }: FieldError): FieldError => ({
  path: path === '' || path.startsWith('/') ? path : `/${path}`,
  message,
});
