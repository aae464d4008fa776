import { IconPlus, IconTrash } from '@tabler/icons-react';
import { ActionIcon, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '@lifeops/lib';
import type { FieldFrame } from './field-props.ts';
import { useForm } from './form-context.ts';
import { initialValue, pointer } from './json-schema.ts';
import type { FormSchema } from './json-schema.ts';

interface ListFieldProps {
  readonly frame: FieldFrame;
  readonly schema: FormSchema;
  readonly path: string;
  readonly value: Json | undefined;
  readonly change: (value: Json | undefined) => void;
}

/** Several of the same: texts, numbers or small forms. */
export function ListField({ frame, schema, path, value, change }: ListFieldProps) {
  const { t } = useTranslation('integrations');
  const { Field, root } = useForm();
  const items = Array.isArray(value) ? (value as readonly Json[]) : [];
  const item = schema.items ?? { type: 'string' };
  return (
    <fieldset className="field-group">
      <legend>{frame.label}</legend>
      {frame.description !== undefined && <p className="row-note">{frame.description}</p>}
      {frame.error !== undefined && <p className="form-issue">{frame.error}</p>}
      {items.map((each, index) => (
        <div key={index} className="list-item">
          <Field
            name={t('form.item', { number: index + 1 })}
            schema={{ title: t('form.item', { number: index + 1 }), ...item }}
            path={pointer(path, index)}
            required
            value={each}
            change={(next) => change(items.map((other, at) => (at === index ? (next ?? '') : other)))}
          />
          {!frame.disabled && (
            <ActionIcon
              aria-label={t('form.remove_item', { number: index + 1, list: frame.label })}
              onClick={() => change(items.filter((_, at) => at !== index))}
            >
              <IconTrash size={20} aria-hidden="true" />
            </ActionIcon>
          )}
        </div>
      ))}
      {!frame.disabled && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden="true" />}
          onClick={() => change([...items, initialValue(item, root) ?? ''])}
        >
          {t('form.add_item')}
        </Button>
      )}
    </fieldset>
  );
}
