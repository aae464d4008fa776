import { NativeSelect } from '@mantine/core';
import type { Json } from '@lifeops/lib';
import { plain } from '../format/state-text.ts';
import { jsonWord } from './json-schema.ts';
import { useForm } from './form-context.ts';
import type { FieldFrame } from './field-props.ts';

interface ChoiceFieldProps {
  readonly frame: FieldFrame;
  readonly options: readonly { readonly value: Json; readonly label: string | undefined }[];
  readonly path: string;
  readonly value: Json | undefined;
  readonly change: (value: Json | undefined) => void;
}

/** One of several values, with their words where the integration has them. */
export function ChoiceField({ frame, options, path, value, change }: ChoiceFieldProps) {
  const { text } = useForm();
  const { error, description, label, required, disabled } = frame;
  const present = options.findIndex((option) => option.value === value);
  const entries = options.map((option, index) => ({
    value: String(index),
    label:
      text(`${path}/${jsonWord(option.value)}`, 'title') ?? option.label ?? plain(jsonWord(option.value)),
  }));
  return (
    <NativeSelect
      label={label}
      description={description}
      error={error}
      required={required}
      disabled={disabled}
      value={present === -1 ? '' : String(present)}
      data={present === -1 || !required ? [{ value: '', label: '–' }, ...entries] : entries}
      onChange={(event) => change(options[Number(event.currentTarget.value || -1)]?.value)}
    />
  );
}
