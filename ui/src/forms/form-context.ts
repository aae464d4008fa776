import { createContext, useContext } from 'react';
import type { ComponentType } from 'react';
import type { FieldProps } from './field-props.ts';
import type { FieldIssue, FormSchema } from './json-schema.ts';

export interface FormFacts {
  /** Draws one field; lists and unions draw theirs by it. */
  readonly Field: ComponentType<FieldProps>;
  readonly root: FormSchema;
  readonly issues: readonly FieldIssue[];
  /** Pointers of secrets that the hub holds; they are never sent back here. */
  readonly secrets: readonly string[];
  readonly readOnly: boolean;
  /** Title and help of a field in the person's language, by its path without list numbers. */
  readonly text: (path: string, part: 'title' | 'description') => string | undefined;
}

export const FormContext = createContext<FormFacts>({
  Field: () => null,
  root: {},
  issues: [],
  secrets: [],
  readOnly: false,
  text: () => undefined,
});

export const useForm = (): FormFacts => useContext(FormContext);
