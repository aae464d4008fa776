import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { ClientState } from '@lifeops/lib/client';
import { clockTime, shortDay } from '../format/format-time.ts';
import { formatDuration } from '../format/format-value.ts';
import { stateText } from '../format/state-text.ts';
import { useWording } from '../format/use-wording.tsx';
import type { Band } from './history-shape.ts';
import './charts.css';

interface BandChartProps {
  readonly entity: WireEntity;
  readonly bands: readonly Band[];
  readonly start: number;
  readonly end: number;
}

const shownWords = 6;

/** One bar of time in the colours of its states, and how long each lasted. */
export function BandChart({ entity, bands, start, end }: BandChartProps) {
  const { t } = useTranslation('entity');
  const wording = useWording();
  const calendar = { language: wording.language, timeZone: wording.timeZone };
  const totals = new Map<string, { word: string; value: Band['value']; ms: number }>();
  for (const band of bands) {
    const word = wordOf(band.value);
    const total = totals.get(word) ?? { word, value: band.value, ms: 0 };
    totals.set(word, { ...total, ms: total.ms + band.to - band.from });
  }
  // The blink between a start and the first answer is no news.
  const order = [...totals.values()].filter(({ ms }) => ms >= 1000).sort((a, b) => b.ms - a.ms);
  const toneOf = (value: Band['value']): string => {
    if (value === null) return 'none';
    if (typeof value === 'boolean') return value ? '0' : 'off';
    const words = order
      .filter((each) => each.value !== null)
      .map((each) => String(each.value))
      .sort();
    return value === 'off' || value === 'closed' || value === 'idle'
      ? 'off'
      : String(words.indexOf(String(value)) % 5);
  };
  const at = (time: number) =>
    (end - start > 2 * 3_600_000 ? `${shortDay(time, calendar)} ` : '') + clockTime(time, calendar);

  function wordOf(value: Band['value']): string {
    if (value === null) return t('history.unknown');
    return stateText(entity, { value, status: 'ok', attributes: {} } as ClientState, wording).text;
  }
  return (
    <figure className="bands">
      <div className="band-bar" aria-hidden="true">
        {bands[0] && <span style={{ flexGrow: (bands[0].from - start) / (end - start) }} />}
        {bands.map((band) => (
          <span
            key={band.from}
            data-tone={toneOf(band.value)}
            style={{ flexGrow: (band.to - band.from) / (end - start) }}
            title={`${wordOf(band.value)}, ${at(band.from)} – ${at(band.to)}`}
          />
        ))}
      </div>
      <div className="band-times" aria-hidden="true">
        <span>{at(start)}</span>
        <span>{at(end)}</span>
      </div>
      <figcaption>
        <ul>
          {order.slice(0, shownWords).map((total) => (
            <li key={total.word} data-tone={toneOf(total.value)}>
              {total.word} <strong>{formatDuration(total.ms / 1000, 's', wording.language)}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
