import { useState } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '@lifeops/lib';
import type { WireEntry } from '@lifeops/lib/protocol';
import { Empty, FailureBox, Loaded, Skeletons } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { asFailure } from '../../data/failure.ts';
import { useAct, useOperation } from '../../data/use-operation.ts';
import { wireObject } from '../../data/wire-json.ts';
import { isObject, issuesUnder, sentValue } from '../../forms/json-schema.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { useLanguage } from '../../i18n/use-language.ts';
import { BackLink } from './add-page.tsx';
import type { IntegrationInfo } from './entry-card.tsx';
import { entryReads } from './entry-reads.ts';
import { FlowSteps } from './flow-steps.tsx';
import './integrations.css';
import '../list-filters.css';

export function EntryPage() {
  const { t } = useTranslation('integrations');
  const { entry: uid } = useParams({ from: '/integrations/$entry' });
  const entries = useOperation('entries.list', {});
  const available = useOperation('integrations.list', { language: useLanguage() });
  return (
    <Loaded query={entries}>
      {({ entries: list }) => {
        const entry = list.find((each) => each.uid === uid);
        if (!entry) return <Empty title={t('unknown')} text={t('unknown_text')} />;
        const integration = available.data?.integrations.find(({ id }) => id === entry.integration);
        return (
          <Page title={entry.title} lead={integration?.name ?? entry.integration}>
            <BackLink />
            <div className="narrow stack">
              {integration ? (
                <EntryForms key={entry.modified_at} entry={entry} integration={integration} />
              ) : (
                <Skeletons count={2} />
              )}
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

function EntryForms({
  entry,
  integration,
}: {
  readonly entry: WireEntry;
  readonly integration: IntegrationInfo;
}) {
  const { t } = useTranslation('integrations');
  const { notices } = useHub();
  const [flow, setFlow] = useState(entry.status.needs_reauth && integration.flows.includes('reauth'));
  if (flow) {
    return (
      <FlowSteps
        integration={integration}
        flow="reauth"
        entry={entry.uid}
        done={() => {
          notices.say(t('saved'));
          setFlow(false);
        }}
      />
    );
  }
  return (
    <>
      {entry.place !== null && <p className="demo-hint">{t('in_file_long', { place: entry.place })}</p>}
      {entry.status.reason !== null && entry.disabled_by === null && (
        <output className="entry-reason">{entry.status.reason}</output>
      )}
      <EntryForm entry={entry} integration={integration} part="config" schema={integration.config} />
      {integration.options !== null &&
        Object.keys((integration.options['properties'] ?? {}) as JsonObject).length > 0 && (
          <EntryForm entry={entry} integration={integration} part="options" schema={integration.options} />
        )}
    </>
  );
}

interface EntryFormProps {
  readonly entry: WireEntry;
  readonly integration: IntegrationInfo;
  readonly part: 'config' | 'options';
  readonly schema: JsonObject;
}

function EntryForm({ entry, integration, part, schema }: EntryFormProps) {
  const { t } = useTranslation('integrations');
  const { notices } = useHub();
  const readOnly = entry.place !== null;
  const [title, setTitle] = useState(entry.title);
  const [value, setValue] = useState<JsonObject>(entry[part]);
  const update = useAct('entries.update', {
    refresh: entryReads,
    quiet: true,
    done: () => notices.say(t('saved')),
  });
  const failure = update.error === null ? undefined : asFailure(update.error);
  return (
    <Panel title={t(part)}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          const sent = sentValue(value);
          update.mutate({
            uid: entry.uid,
            [part]: isObject(sent) ? wireObject(sent) : {},
            ...(part === 'config' ? { title } : {}),
          });
        }}
      >
        {failure !== undefined && <FailureBox error={update.error} kept={t('form.kept')} />}
        {part === 'config' && (
          <TextInput
            label={t('form.title')}
            value={title}
            required
            maxLength={100}
            disabled={readOnly}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
        )}
        <SchemaForm
          schema={schema}
          value={value}
          change={setValue}
          issues={issuesUnder(failure?.issues ?? [], part)}
          secrets={part === 'config' ? entry.secrets.map((path) => path.replace(/^\/config/, '')) : []}
          texts={integration.texts}
          readOnly={readOnly}
        />
        {!readOnly && (
          <div className="form-actions">
            <Button type="submit" loading={update.isPending}>
              {t('save')}
            </Button>
          </div>
        )}
      </form>
    </Panel>
  );
}
