import { useTranslation } from 'react-i18next';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import { Loaded } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useOperation } from '../../data/use-operation.ts';
import { decimal } from '../../format/format-value.ts';
import { plain } from '../../format/state-text.ts';
import { useWording } from '../../format/use-wording.tsx';

const tones = { ok: 'good', degraded: 'notice', failed: 'alert', starting: 'accent' } as const;
type Status = OperationOutput<Operations['system.status']>;

export function AboutPanel() {
  const { t } = useTranslation('settings');
  const query = useOperation('system.status', {}, { refetchInterval: 15_000 });
  return (
    <Panel title={t('about.title')}>
      <Loaded query={query} height="3rem">
        {(status) => (
          <div className="stack">
            <p>{status.summary}</p>
            <Facts status={status} />
            <ul className="rows">
              {status.parts.map((part) => (
                <li key={part.name} className="row">
                  <span className="row-main">
                    <span className="row-title">{plain(part.name)}</span>
                    {part.detail !== null && <span className="row-note">{part.detail}</span>}
                  </span>
                  <span className="tag" data-tone={tones[part.status]}>
                    {t(`about.${part.status}`)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Facts({ status: { version, machine } }: { readonly status: Status }) {
  const { t } = useTranslation('settings');
  const { language } = useWording();
  const size = (bytes: number) => `${decimal(bytes / 2 ** 30, 1, language)} GiB`;
  return (
    <dl className="facts">
      <dt>{t('about.version')}</dt>
      <dd>{version}</dd>
      {machine.cpu_percent !== null && (
        <>
          <dt>{t('about.cpu')}</dt>
          <dd>{decimal(machine.cpu_percent, 0, language)} %</dd>
        </>
      )}
      <dt>{t('about.memory')}</dt>
      <dd>
        {t('about.free_of', { free: size(machine.memory_free_bytes), all: size(machine.memory_bytes) })}
      </dd>
      {machine.disk_free_bytes !== null && (
        <>
          <dt>{t('about.disk')}</dt>
          <dd>{t('about.free', { free: size(machine.disk_free_bytes) })}</dd>
        </>
      )}
    </dl>
  );
}
