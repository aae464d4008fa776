import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json, JsonObject } from '@lifeops/lib';
import { sentValue, startOf } from '../../forms/json-schema.ts';
import type { FieldIssue } from '../../forms/json-schema.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';

interface FlowFormProps {
  readonly step: {
    readonly id: string;
    readonly schema: JsonObject;
    readonly values: JsonObject;
    readonly errors: readonly FieldIssue[];
  };
  readonly texts: JsonObject;
  readonly reply: (value: Json) => void;
  readonly busy: boolean;
  readonly lead?: string;
}

/** One step of a flow that asks for values. */
export function FlowForm({ step, texts, reply, busy, lead }: FlowFormProps) {
  const { t } = useTranslation('integrations');
  const [value, setValue] = useState<JsonObject>(() => ({ ...startOf(step.schema), ...step.values }));
  return (
    <form
      className="fields"
      onSubmit={(event) => {
        event.preventDefault();
        reply(sentValue(value));
      }}
    >
      {lead !== undefined && <p className="row-note">{lead}</p>}
      <SchemaForm schema={step.schema} value={value} change={setValue} issues={step.errors} texts={texts} />
      <div className="form-actions">
        <Button type="submit" loading={busy}>
          {t('flow.next')}
        </Button>
      </div>
    </form>
  );
}
