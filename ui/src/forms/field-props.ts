import type { Json } from '@lifeops/lib';
import type { FormSchema } from './json-schema.ts';

export interface FieldProps {
  readonly name: string;
  readonly schema: FormSchema;
  readonly path: string;
  readonly required: boolean;
  readonly value: Json | undefined;
  /** Undefined: left out. */
  readonly change: (value: Json | undefined) => void;
}

/** What every kind of field shows around its input. */
export interface FieldFrame {
  readonly label: string;
  readonly description: string | undefined;
  readonly error: string | undefined;
  readonly required: boolean;
  readonly disabled: boolean;
}
