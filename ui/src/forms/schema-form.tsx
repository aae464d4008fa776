import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '@lifeops/lib';
import { Field } from './field.tsx';
import { FormContext } from './form-context.ts';
import type { FieldIssue } from './json-schema.ts';
import { asSchema, plainSchema } from './json-schema.ts';
import { ObjectFields } from './object-fields.tsx';
import { fieldText } from './field-text.ts';
import './forms.css';

interface SchemaFormProps {
  readonly schema: JsonObject;
  readonly value: JsonObject;
  readonly change: (value: JsonObject) => void;
  readonly issues?: readonly FieldIssue[];
  readonly secrets?: readonly string[];
  readonly texts?: JsonObject;
  readonly readOnly?: boolean;
}

const none: readonly never[] = [];

/** The fields of a JSON Schema object. Issues stand at the fields that they name; the rest stand above. */
export function SchemaForm({
  schema,
  value,
  change,
  issues = none,
  secrets = none,
  texts,
  readOnly = false,
}: SchemaFormProps) {
  const { t } = useTranslation('integrations');
  const root = useMemo(() => asSchema(schema), [schema]);
  const facts = useMemo(
    () => ({ Field, root, issues, secrets, readOnly, text: fieldText(texts) }),
    [root, issues, secrets, readOnly, texts],
  );
  const node = plainSchema(root, root);
  const whole = issues.filter(({ path }) => path === '');
  if (Object.keys(node.properties ?? {}).length === 0) return <p className="row-note">{t('form.nothing')}</p>;
  return (
    <FormContext.Provider value={facts}>
      {whole.map(({ message }) => (
        <p key={message} className="form-issue" role="alert">
          {message}
        </p>
      ))}
      <ObjectFields schema={node} path="" value={value} change={change} />
    </FormContext.Provider>
  );
}
