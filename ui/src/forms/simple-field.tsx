import { useState } from 'react';
import { NumberInput, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '@lifeops/lib';
import type { FieldFrame } from './field-props.ts';
import { useForm } from './form-context.ts';
import { isSecret } from './json-schema.ts';
import type { FormSchema } from './json-schema.ts';

interface SimpleFieldProps {
  readonly frame: FieldFrame;
  readonly schema: FormSchema;
  readonly path: string;
  readonly value: Json | undefined;
  readonly change: (value: Json | undefined) => void;
}

const inputTypes: Readonly<Record<string, string>> = {
  uri: 'url',
  url: 'url',
  email: 'email',
  date: 'date',
  time: 'time',
};

/** Texts, secrets, numbers, yes and no; what is none of these as JSON. */
export function SimpleField({ frame, schema, path, value, change }: SimpleFieldProps) {
  const { t } = useTranslation('integrations');
  const { secrets } = useForm();
  const { required, error, description, label, disabled } = frame;
  const shared = { label, description, error, disabled };
  const text = typeof value === 'string' ? value : '';
  if (schema.type === 'boolean') {
    return (
      <Switch
        {...shared}
        checked={value === true}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    );
  }
  if (schema.type === 'number' || schema.type === 'integer') {
    return (
      <NumberInput
        {...shared}
        required={required}
        value={typeof value === 'number' ? value : ''}
        allowDecimal={schema.type === 'number'}
        {...(schema.minimum === undefined || schema.minimum < -1e9 ? {} : { min: schema.minimum })}
        {...(schema.maximum === undefined || schema.maximum > 1e9 ? {} : { max: schema.maximum })}
        {...(schema['x-unit'] === undefined ? {} : { suffix: ` ${schema['x-unit']}` })}
        onChange={(next) => change(typeof next === 'number' ? next : undefined)}
      />
    );
  }
  if (isSecret(schema)) {
    const set = secrets.includes(path);
    return (
      <PasswordInput
        {...shared}
        required={required && !set}
        value={text}
        placeholder={set ? t('form.secret_set') : ''}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('form.show_secret') }}
        onChange={(event) => change(event.currentTarget.value || undefined)}
      />
    );
  }
  if (schema['x-widget'] === 'textarea') {
    return (
      <Textarea
        {...shared}
        required={required}
        autosize
        minRows={3}
        maxRows={12}
        value={text}
        onChange={(event) => change(event.currentTarget.value || undefined)}
      />
    );
  }
  if (schema.type === 'string') {
    return (
      <TextInput
        {...shared}
        required={required}
        type={inputTypes[schema.format ?? ''] ?? 'text'}
        value={text}
        {...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength })}
        onChange={(event) => change(event.currentTarget.value || undefined)}
      />
    );
  }
  return <JsonField frame={frame} value={value} change={change} />;
}

function JsonField({ frame, value, change }: Pick<SimpleFieldProps, 'frame' | 'value' | 'change'>) {
  const { t } = useTranslation('integrations');
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState(false);
  const typed = (next: string) => {
    setText(next);
    try {
      change(next.trim() === '' ? undefined : (JSON.parse(next) as Json));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <Textarea
      label={frame.label}
      description={frame.description ?? t('form.json')}
      error={wrong ? t('form.json_wrong') : frame.error}
      disabled={frame.disabled}
      required={frame.required}
      autosize
      minRows={3}
      value={text}
      className="json-field"
      onChange={(event) => typed(event.currentTarget.value)}
    />
  );
}
