import { useEffect, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { clockTime, shortDay } from '../format/format-time.ts';
import { formatNumber } from '../format/format-value.ts';
import { useWording } from '../format/use-wording.tsx';
import { linesOf } from './history-shape.ts';
import type { HistoryPoint } from './history-shape.ts';
import './charts.css';

interface LineChartProps {
  readonly entity: WireEntity;
  readonly points: readonly HistoryPoint[];
  readonly start: number;
  readonly end: number;
}

const height = 208;

/** A line of numbers over time, stepped, as values hold until the next; the lowest, mean and highest below it. */
export function LineChart({ entity, points, start, end }: LineChartProps) {
  const { t } = useTranslation('entity');
  const wording = useWording();
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [pointed, setPointed] = useState<number>();
  const data = useMemo(() => linesOf(points, start, end), [points, start, end]);
  const show = (value: number) => {
    const { text, unit } = formatNumber(value, entity, wording);
    return unit === '' ? text : `${text} ${unit}`;
  };
  const { language, timeZone } = wording;
  useEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const colour = (name: string) => getComputedStyle(current).getPropertyValue(name).trim();
    const calendar = { language, timeZone };
    const long = end - start > 26 * 3_600_000;
    const axis = {
      stroke: colour('--ink-soft'),
      font: '12px system-ui, sans-serif',
      ticks: { show: false },
      grid: { stroke: colour('--line'), width: 1 },
    };
    const chart = new uPlot(
      {
        width: current.clientWidth,
        height,
        legend: { show: false },
        cursor: { y: false, points: { size: 8 } },
        scales: { x: { min: start / 1000, max: end / 1000 } },
        axes: [
          {
            ...axis,
            space: 70,
            grid: { show: false },
            values: (_, ticks) =>
              ticks.map((tick) =>
                long ? shortDay(tick * 1000, calendar) : clockTime(tick * 1000, calendar),
              ),
          },
          {
            ...axis,
            size: 52,
            values: (_, ticks) =>
              ticks.map(
                (tick) =>
                  formatNumber(
                    tick,
                    { ...entity, precision: null, capability: { ...entity.capability, precision: null } },
                    wording,
                  ).text,
              ),
          },
        ],
        series: [
          {},
          {
            stroke: colour('--accent'),
            width: 2,
            fill: (plot) => {
              const gradient = plot.ctx.createLinearGradient(
                0,
                plot.bbox.top,
                0,
                plot.bbox.top + plot.bbox.height,
              );
              gradient.addColorStop(0, `color-mix(in srgb, ${colour('--accent')} 32%, transparent)`);
              gradient.addColorStop(1, `color-mix(in srgb, ${colour('--accent')} 2%, transparent)`);
              return gradient;
            },
            points: { show: false },
            ...(uPlot.paths.stepped ? { paths: uPlot.paths.stepped({ align: 1 }) } : {}),
          },
        ],
        hooks: { setCursor: [({ cursor }) => setPointed(cursor.idx ?? undefined)] },
      },
      [data[0], data[1]],
      current,
    );
    const resize = new ResizeObserver(() => chart.setSize({ width: current.clientWidth, height }));
    resize.observe(current);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [data, start, end, entity, wording, language, timeZone, scheme]);

  const numbers = data[1].filter((value) => value !== null);
  const value = pointed === undefined ? undefined : data[1][pointed];
  const time = pointed === undefined ? undefined : data[0][pointed];
  return (
    <figure aria-label={t('history.of', { name: entity.full_name })}>
      <p className="row-note" aria-hidden="true">
        {value !== null && value !== undefined && time !== undefined
          ? `${show(value)} · ${shortDay(time * 1000, { language, timeZone })} ${clockTime(time * 1000, { language, timeZone })}`
          : '\u00a0'}
      </p>
      <div ref={box} className="line-chart" aria-hidden="true" />
      {numbers.length > 0 && (
        <dl className="line-facts">
          <div>
            <dt>{t('history.lowest')}</dt>
            <dd>{show(Math.min(...numbers))}</dd>
          </div>
          <div>
            <dt>{t('history.mean')}</dt>
            <dd>{show(meanOver(data))}</dd>
          </div>
          <div>
            <dt>{t('history.highest')}</dt>
            <dd>{show(Math.max(...numbers))}</dd>
          </div>
        </dl>
      )}
    </figure>
  );
}

/** Each value counts for as long as it held. */
export function meanOver([times, values]: readonly [readonly number[], readonly (number | null)[]]): number {
  let [sum, span] = [0, 0];
  for (const [index, value] of values.entries()) {
    const held = (times[index + 1] ?? times[index] ?? 0) - (times[index] ?? 0);
    if (value === null) continue;
    sum += value * held;
    span += held;
  }
  return span === 0 ? (values.find((value) => value !== null) ?? 0) : sum / span;
}
