import type { JsonObject } from '@lifeops/lib';
import { useForm } from './form-context.ts';
import { pointer } from './json-schema.ts';
import type { FormSchema } from './json-schema.ts';

interface ObjectFieldsProps {
  readonly schema: FormSchema;
  readonly path: string;
  readonly value: JsonObject;
  readonly change: (value: JsonObject) => void;
  /** A field that is chosen elsewhere. */
  readonly without?: string | undefined;
}

export function ObjectFields({ schema, path, value, change, without }: ObjectFieldsProps) {
  const { Field } = useForm();
  return (
    <div className="fields">
      {Object.entries(schema.properties ?? {})
        .filter(([name]) => name !== without)
        .map(([name, part]) => (
          <Field
            key={name}
            name={name}
            schema={part}
            path={pointer(path, name)}
            required={schema.required?.includes(name) === true && part.default === undefined}
            value={value[name]}
            change={(next) => {
              const { [name]: _, ...rest } = value;
              change(next === undefined ? rest : { ...rest, [name]: next });
            }}
          />
        ))}
    </div>
  );
}
