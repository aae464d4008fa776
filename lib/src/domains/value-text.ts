import { InvalidInput } from '../base/errors.ts';
import type { StateValue } from '../model/state.ts';
import { fieldMarks } from './field-marks.ts';
import { valueSchema } from './schemas.ts';
import type { DomainSpec } from './spec.ts';

export interface ValueContext {
  readonly deviceClass?: string | null;
  readonly options?: readonly string[] | undefined;
}

/** What the value must be one of, by the entity's capabilities; undefined where the domain leaves it open. */
export function optionsOf(
  spec: DomainSpec,
  capabilities: Readonly<Record<string, unknown>>,
  deviceClass?: string | null,
): readonly string[] | undefined {
  const list = deviceClass === 'enum' ? 'options' : fieldMarks(spec.value).choices;
  const options = list === undefined ? undefined : capabilities[list];
  return Array.isArray(options) ? options.filter((option) => typeof option === 'string') : undefined;
}

/**
 * A value as documents and calls write it: itself, a word of the domain (`on`), or a number in a text where the value is
 * a number. Throws `InvalidInput` for what the domain does not take.
 */
export function parseValue(
  spec: DomainSpec,
  written: string | number | boolean,
  { deviceClass, options }: ValueContext = {},
): StateValue {
  const schema = valueSchema(spec, deviceClass, options);
  for (const candidate of readings(spec, written, schema.def.type === 'enum')) {
    const result = schema.safeParse(candidate);
    if (result.success) return result.data as StateValue;
  }
  const words = Object.keys(spec.words ?? {});
  const expected = options?.join(', ') ?? (words.length > 0 ? words.join(', ') : undefined);
  throw new InvalidInput(
    `"${written}" is no value of ${spec.domain}${deviceClass ? ` (${deviceClass})` : ''}.`,
    [
      {
        path: '',
        message: 'no such value',
        got: String(written),
        ...(expected === undefined ? {} : { expected }),
      },
    ],
  );
}

const numberText = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function* readings(
  spec: DomainSpec,
  written: string | number | boolean,
  isEnum: boolean,
): Generator<StateValue> {
  yield written;
  // Some writers of YAML make booleans of on and off; where the value is one of several words, those are meant.
  if (typeof written === 'boolean' && isEnum) yield written ? 'on' : 'off';
  if (typeof written !== 'string') return;
  const word = written.trim().toLowerCase();
  if (spec.words && Object.hasOwn(spec.words, word)) yield spec.words[word] ?? null;
  if (numberText.test(written.trim())) yield Number(written);
}

/** The text form of a value: the domain's word, digits as they are or cut to a precision; `unknown` for null. */
export function formatValue(spec: DomainSpec, value: StateValue, precision?: number | null): string {
  if (value === null) return 'unknown';
  const word = Object.entries(spec.words ?? {}).find(([, meant]) => meant === value)?.[0];
  if (word !== undefined) return word;
  if (typeof value === 'number' && precision !== undefined && precision !== null)
    return value.toFixed(precision);
  return String(value);
}
