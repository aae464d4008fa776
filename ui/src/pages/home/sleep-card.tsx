import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useHub } from '../../data/context.ts';
import { useStates } from '../../data/use-state.ts';
import { decimal, formatDuration } from '../../format/format-value.ts';
import { useWording } from '../../format/use-wording.tsx';
import { useOpenEntity } from '../../sheet/use-open-entity.ts';
import { findByKey, nightOf, nightUids, stages } from './sleep-night.ts';
import './sleep-card.css';

/** The night that was: how long, how deep, and how ready the day may be taken. */
export function SleepCard({ entities }: { readonly entities: readonly WireEntity[] }) {
  const { t } = useTranslation('home');
  const { pending } = useHub();
  const { language } = useWording();
  const open = useOpenEntity();
  useStates(nightUids(entities), (states) => states.map((state) => state?.seq ?? 0).join());
  const night = nightOf(entities, (uid) => pending.get(uid));
  const total = night ? stages.reduce((sum, stage) => sum + night.stageMin[stage], 0) : 0;
  const main = findByKey(entities, ['sleep_score', 'total_sleep_duration']);
  return (
    <section className="now-card sleep" aria-labelledby="sleep">
      <h2 id="sleep">{t('sleep.title')}</h2>
      {!night && <p className="quiet">{t('sleep.none')}</p>}
      {night && (
        <>
          <div className="sleep-top">
            {night.asleepMin !== undefined && (
              <button type="button" className="sleep-long" onClick={() => main && open(main.uid)}>
                <span className="visually-hidden">{t('sleep.asleep')} </span>
                {formatDuration(night.asleepMin, 'min', language)}
              </button>
            )}
            <dl className="sleep-scores">
              <Score label={t('sleep.score')} value={night.score} language={language} />
              <Score label={t('sleep.readiness')} value={night.readiness} language={language} />
            </dl>
          </div>
          {total > 0 && (
            <>
              <div className="stage-bar" aria-hidden="true">
                {stages.map((stage) => (
                  <span key={stage} data-stage={stage} style={{ flexGrow: night.stageMin[stage] }} />
                ))}
              </div>
              <ul className="stage-key">
                {stages
                  .filter((stage) => night.stageMin[stage] > 0)
                  .map((stage) => (
                    <li key={stage} data-stage={stage}>
                      <span>{t(`sleep.stage.${stage}`)}</span>{' '}
                      <strong>{formatDuration(night.stageMin[stage], 'min', language)}</strong>
                    </li>
                  ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  );
}

function Score({
  label,
  value,
  language,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly language: string;
}) {
  if (value === undefined) return null;
  const share = Math.min(1, Math.max(0, value / 100));
  return (
    <div className="score" data-tone={value >= 85 ? 'good' : value >= 70 ? 'fair' : 'low'}>
      <dt>{label}</dt>
      <dd>
        <svg viewBox="0 0 44 44" aria-hidden="true">
          <circle cx="22" cy="22" r="19" />
          <circle
            cx="22"
            cy="22"
            r="19"
            pathLength="1"
            strokeDasharray={`${share} 1`}
            transform="rotate(-90 22 22)"
          />
        </svg>
        <span>{decimal(value, 0, language)}</span>
      </dd>
    </div>
  );
}
