import { useEffect, useRef, useState } from 'react';
import { IconExternalLink } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '@lifeops/lib';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import { FailureBox, Skeletons } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useAct } from '../../data/use-operation.ts';
import { wireJson } from '../../data/wire-json.ts';
import { entryReads } from './entry-reads.ts';
import type { IntegrationInfo } from './entry-card.tsx';
import { FlowForm } from './flow-form.tsx';

type FlowView = OperationOutput<Operations['flows.start']>;

interface FlowStepsProps {
  readonly integration: IntegrationInfo;
  readonly flow: 'user' | 'reauth' | 'reconfigure';
  readonly entry?: string;
  readonly done: (entry: { readonly uid: string; readonly title: string }) => void;
  /** The way to the plain form, where there is one. */
  readonly byHand?: () => void;
}

/** A set-up in steps. Leaving the page gives it up; nothing is kept of it. */
export function FlowSteps({ integration, flow, entry, done, byHand }: FlowStepsProps) {
  const { t } = useTranslation('integrations');
  const { client, notices, queries } = useHub();
  const [view, setView] = useState<FlowView>();
  const open = useRef<string | undefined>(undefined);
  const shown = (next: FlowView) => {
    const over = next.step.kind === 'done' || next.step.kind === 'abort';
    open.current = over ? undefined : next.flow_id;
    setView(next);
    if (next.step.kind !== 'done') return;
    for (const read of entryReads) void queries.invalidateQueries({ queryKey: [read] });
    done(next.step.entry);
  };
  const start = useAct('flows.start', { quiet: true, done: shown });
  const answer = useAct('flows.answer', { quiet: true, done: shown });
  const { mutate: begin } = start;
  useEffect(() => {
    begin({ integration: integration.id, name: flow, ...(entry === undefined ? {} : { entry }) });
    return () => {
      if (open.current !== undefined)
        client
          .call('flows.abandon', { flow_id: open.current })
          .catch((cause: unknown) => notices.failure(cause));
    };
  }, [begin, client, notices, integration.id, flow, entry]);

  const reply = (value: Json) => {
    if (view) answer.mutate({ flow_id: view.flow_id, value: wireJson(value) });
  };
  const progress = view?.step.kind === 'progress';
  useEffect(() => {
    if (!progress || answer.isPending) return undefined;
    const timer = setTimeout(() => reply(null), 1000);
    return () => clearTimeout(timer);
  });
  if (start.error !== null)
    return (
      <FailureBox error={start.error} retry={() => begin({ integration: integration.id, name: flow })} />
    );
  if (!view) return <Skeletons count={1} />;
  return (
    <Panel>
      {answer.error !== null && <FailureBox error={answer.error} kept={t('form.kept')} />}
      <FlowStep
        view={view}
        integration={integration}
        reply={reply}
        busy={answer.isPending}
        restart={() => begin({ integration: integration.id, name: flow })}
      />
      {byHand && (
        <Button variant="subtle" mt="md" onClick={byHand}>
          {t('flow.by_hand')}
        </Button>
      )}
    </Panel>
  );
}

interface FlowStepProps {
  readonly view: FlowView;
  readonly integration: IntegrationInfo;
  readonly reply: (value: Json) => void;
  readonly busy: boolean;
  readonly restart: () => void;
}

function FlowStep({ view: { step }, integration, reply, busy, restart }: FlowStepProps) {
  const { t } = useTranslation('integrations');
  switch (step.kind) {
    case 'form':
      return (
        <FlowForm
          key={`${step.id}${step.errors.length}`}
          step={step}
          texts={integration.texts}
          reply={reply}
          busy={busy}
        />
      );
    case 'external':
      return (
        <div className="stack">
          <p>{t('flow.external')}</p>
          <Button
            component="a"
            href={step.url}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconExternalLink size={20} aria-hidden="true" />}
          >
            {t('flow.open')}
          </Button>
          <FlowForm
            step={{ id: step.id, schema: step.schema, values: {}, errors: [] }}
            texts={integration.texts}
            reply={reply}
            busy={busy}
            lead={t('flow.paste')}
          />
        </div>
      );
    case 'choose':
      return (
        <div className="stack">
          <p>{t('flow.choose')}</p>
          {step.options.map(({ key, label }) => (
            <Button key={key} variant="default" size="lg" disabled={busy} onClick={() => reply(key)}>
              {label}
            </Button>
          ))}
          {step.options.length === 0 && <p className="row-note">{t('flow.nothing')}</p>}
        </div>
      );
    case 'progress':
      return (
        <output className="stack">
          <span>{step.message}</span>
          <progress aria-label={step.message} />
        </output>
      );
    case 'done':
      return <output>{t('created', { name: step.entry.title })}</output>;
    case 'abort':
      return (
        <div className="stack">
          <p>{step.reason}</p>
          <Button variant="default" onClick={restart}>
            {t('flow.again')}
          </Button>
        </div>
      );
  }
}
