import type { FieldFrame, FieldProps } from './field-props.ts';
import { useForm } from './form-context.ts';
import { isObject, issueAt, plainSchema, variantsOf } from './json-schema.ts';
import { ChoiceField } from './choice-field.tsx';
import { ListField } from './list-field.tsx';
import { ObjectFields } from './object-fields.tsx';
import { SimpleField } from './simple-field.tsx';
import { UnionField } from './union-field.tsx';
import { plain } from '../format/state-text.ts';

/** One field by its schema. */
export function Field(props: FieldProps) {
  const { root, issues, readOnly, text } = useForm();
  const { name, path, required, value, change } = props;
  const schema = plainSchema(props.schema, root);
  const frame: FieldFrame = {
    label: text(path, 'title') ?? schema.title ?? plain(name),
    description: text(path, 'description') ?? schema.description,
    error: issueAt(issues, path),
    required,
    disabled: readOnly,
  };
  if (schema.const !== undefined) return null;
  const variants = variantsOf(schema)?.map((variant) => plainSchema(variant, root));
  if (variants?.every((variant) => variant.const !== undefined)) {
    return (
      <ChoiceField
        frame={frame}
        options={variants.map((variant) => ({ value: variant.const ?? null, label: variant.title }))}
        value={value}
        change={change}
        path={path}
      />
    );
  }
  if (variants)
    return <UnionField frame={frame} variants={variants} path={path} value={value} change={change} />;
  if (schema.enum)
    return (
      <ChoiceField
        frame={frame}
        options={schema.enum.map((each) => ({ value: each, label: undefined }))}
        value={value}
        change={change}
        path={path}
      />
    );
  if (schema.type === 'array')
    return <ListField frame={frame} schema={schema} path={path} value={value} change={change} />;
  if (schema.type === 'object' && schema.properties) {
    return (
      <fieldset className="field-group">
        <legend>{frame.label}</legend>
        {frame.description !== undefined && <p className="row-note">{frame.description}</p>}
        {frame.error !== undefined && <p className="form-issue">{frame.error}</p>}
        <ObjectFields schema={schema} path={path} value={isObject(value) ? value : {}} change={change} />
      </fieldset>
    );
  }
  return <SimpleField frame={frame} schema={schema} path={path} value={value} change={change} />;
}
