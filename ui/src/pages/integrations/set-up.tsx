import { useState } from 'react';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '@lifeops/lib';
import { FailureBox } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { asFailure } from '../../data/failure.ts';
import { useAct } from '../../data/use-operation.ts';
import { wireObject } from '../../data/wire-json.ts';
import { isObject, issuesUnder, sentValue, startOf } from '../../forms/json-schema.ts';
import { SchemaForm } from '../../forms/schema-form.tsx';
import { FlowSteps } from './flow-steps.tsx';
import type { IntegrationInfo } from './entry-card.tsx';
import { entryReads } from './entry-reads.ts';
import type { SetUpEntry } from './use-set-up-outcome.ts';

interface SetUpProps {
  readonly integration: IntegrationInfo;
  /** A demo entry whose place the new one takes. */
  readonly replaces?: string;
  readonly done: (entry: SetUpEntry) => void;
}

/** Sets an integration up: by its steps where it has some, else by its form. */
export function SetUp({ integration, replaces, done }: SetUpProps) {
  const [byForm, setByForm] = useState(!integration.flows.includes('user') || replaces !== undefined);
  if (!byForm)
    return <FlowSteps integration={integration} flow="user" done={done} byHand={() => setByForm(true)} />;
  return (
    <SetUpForm integration={integration} done={done} {...(replaces === undefined ? {} : { replaces })} />
  );
}

function SetUpForm({ integration, replaces, done }: SetUpProps) {
  const { t } = useTranslation('integrations');
  const [title, setTitle] = useState(integration.name);
  const [mine, setMine] = useState(false);
  const [demo, setDemo] = useState(false);
  const [config, setConfig] = useState<JsonObject>(() => startOf(integration.config));
  const create = useAct('entries.create', { refresh: entryReads, quiet: true, done });
  const failure = create.error === null ? undefined : asFailure(create.error);
  const issues = issuesUnder(failure?.issues ?? [], 'config');
  return (
    <Panel>
      <form
        className="fields"
        noValidate={demo}
        onSubmit={(event) => {
          event.preventDefault();
          const sent = sentValue(config);
          create.mutate({
            integration: integration.id,
            title,
            config: demo || !isObject(sent) ? {} : wireObject(sent),
            demo,
            mine,
            ...(replaces === undefined ? {} : { replaces }),
          });
        }}
      >
        {failure !== undefined && <FailureBox error={create.error} kept={t('form.kept')} />}
        <TextInput
          label={t('form.title')}
          description={t('form.title_help')}
          value={title}
          required
          maxLength={100}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {!demo && (
          <SchemaForm
            schema={integration.config}
            value={config}
            change={setConfig}
            issues={issues}
            texts={integration.texts}
          />
        )}
        <Checkbox
          label={t('form.mine')}
          description={t('form.mine_help')}
          checked={mine}
          onChange={(event) => setMine(event.currentTarget.checked)}
        />
        {integration.simulator && replaces === undefined && (
          <Checkbox
            label={t('form.demo')}
            description={t('form.demo_help')}
            checked={demo}
            onChange={(event) => setDemo(event.currentTarget.checked)}
          />
        )}
        <div className="form-actions">
          <Button type="submit" loading={create.isPending}>
            {t(replaces === undefined ? 'form.create' : 'form.replace')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
