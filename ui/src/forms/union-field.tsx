import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '@lifeops/lib';
import { plain } from '../format/state-text.ts';
import type { FieldFrame } from './field-props.ts';
import { useForm } from './form-context.ts';
import { jsonWord, discriminatorOf, initialValue, isObject, variantIndex } from './json-schema.ts';
import type { FormSchema } from './json-schema.ts';
import { ObjectFields } from './object-fields.tsx';

interface UnionFieldProps {
  readonly frame: FieldFrame;
  readonly variants: readonly FormSchema[];
  readonly path: string;
  readonly value: Json | undefined;
  readonly change: (value: Json | undefined) => void;
}

/** One of several forms: first which, then its fields. Fields that both have keep what was typed. */
export function UnionField({ frame, variants, path, value, change }: UnionFieldProps) {
  const { t } = useTranslation('integrations');
  const { Field, root, text } = useForm();
  const name = discriminatorOf(variants);
  const index = variantIndex(variants, value);
  const variant = variants[index];
  const titleOf = (each: FormSchema, at: number): string => {
    const word = name === undefined ? undefined : each.properties?.[name]?.const;
    return (
      (word === undefined ? undefined : text(`${path}/${jsonWord(word)}`, 'title')) ??
      each.title ??
      (word === undefined ? t('form.variant', { number: at + 1 }) : plain(jsonWord(word)))
    );
  };
  const choose = (at: number) => {
    const next = variants[at];
    if (!next) return;
    const fresh = initialValue(next, root);
    const kept =
      isObject(value) && isObject(fresh)
        ? Object.entries(value).filter(([field]) => field !== name && next.properties?.[field] !== undefined)
        : [];
    change(isObject(fresh) ? { ...fresh, ...Object.fromEntries(kept) } : fresh);
  };
  return (
    <fieldset className="field-group">
      <legend>{frame.label}</legend>
      {frame.description !== undefined && <p className="row-note">{frame.description}</p>}
      <NativeSelect
        label={t('form.kind')}
        value={String(index)}
        disabled={frame.disabled}
        error={frame.error}
        data={variants.map((each, at) => ({ value: String(at), label: titleOf(each, at) }))}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      />
      {variant?.properties ? (
        <ObjectFields
          schema={variant}
          path={path}
          value={isObject(value) ? value : {}}
          change={change}
          without={name}
        />
      ) : (
        variant && (
          <Field
            name={frame.label}
            schema={variant}
            path={path}
            required={frame.required}
            value={value}
            change={change}
          />
        )
      )}
    </fieldset>
  );
}
