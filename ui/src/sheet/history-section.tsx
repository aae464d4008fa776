import { lazy, Suspense, useState } from 'react';
import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { Loaded, Skeletons } from '../components/feedback.tsx';
import { useOperation } from '../data/use-operation.ts';
import { useNow } from '../format/use-wording.tsx';
import { BandChart } from './band-chart.tsx';
import { bandsOf, isNumeric } from './history-shape.ts';

const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }));

const hour = 3_600_000;
const ranges = { h: hour, d: 24 * hour, w: 168 * hour } as const;
type Range = keyof typeof ranges;
/** The end moves on by steps, so that the same span is asked for once. */
const stepMs = 60_000;

/** How it was: numbers as a line, states as bands of time. */
export function HistorySection({ entity }: { readonly entity: WireEntity }) {
  const { t } = useTranslation('entity');
  const [range, setRange] = useState<Range>('d');
  const end = Math.ceil(useNow() / stepMs) * stepMs;
  const start = end - ranges[range];
  const query = useOperation(
    'history.get',
    { entity_id: [entity.entity_id], start, end, limit: 5000 },
    { staleTime: stepMs },
  );
  return (
    <section className="sheet-section" aria-labelledby="history">
      <div className="section-head">
        <h3 id="history">{t('history.title')}</h3>
        <SegmentedControl
          aria-label={t('history.range')}
          value={range}
          onChange={(value) => setRange(value as Range)}
          data={[
            { value: 'h', label: t('history.hour') },
            { value: 'd', label: t('history.day') },
            { value: 'w', label: t('history.week') },
          ]}
        />
      </div>
      <Loaded query={query} height="12rem">
        {(answer) => {
          const points = answer.entities[entity.entity_id] ?? Object.values(answer.entities)[0] ?? [];
          if (points.length === 0) return <p className="row-note">{t('history.none')}</p>;
          if (!isNumeric(points))
            return (
              <BandChart
                entity={entity}
                bands={bandsOf(points, answer.start, answer.end)}
                start={answer.start}
                end={answer.end}
              />
            );
          return (
            <Suspense fallback={<Skeletons count={1} height="12rem" />}>
              <LineChart entity={entity} points={points} start={answer.start} end={answer.end} />
            </Suspense>
          );
        }}
      </Loaded>
    </section>
  );
}
