import { useTranslation } from 'react-i18next';
import type { WireCalendarEvent } from '@lifeops/lib/protocol';
import { useOperation } from '../../data/use-operation.ts';
import { useMay } from '../../data/use-me.ts';
import { clockTime, dayInWords, dayOf } from '../../format/format-time.ts';
import { useNow, useWording } from '../../format/use-wording.tsx';

const hour = 3_600_000;
const shownEvents = 4;

/** What runs and what comes, at most four, cancelled ones left out. */
export const comingEvents = (
  events: readonly WireCalendarEvent[],
  now: number,
): readonly WireCalendarEvent[] =>
  events
    .filter(({ status, end }) => status !== 'cancelled' && end > now)
    .sort((a, b) => a.start - b.start || a.title.localeCompare(b.title))
    .slice(0, shownEvents);

/** A stable colour of the calendar, from its id. */
const hueOf = (id: string): number =>
  Array.from(id, (letter) => letter.charCodeAt(0)).reduce((sum, code) => (sum * 31 + code) % 360, 7);

export function AgendaCard() {
  const { t } = useTranslation('home');
  const may = useMay();
  const { language, timeZone } = useWording();
  const calendar = { language, timeZone };
  const now = useNow();
  const start = Math.floor(now / hour) * hour;
  const query = useOperation(
    'calendar.events',
    { start, end: start + 72 * hour, limit: 20 },
    { enabled: may('calendar:read'), staleTime: 300_000 },
  );
  if (!may('calendar:read')) return null;
  const events = comingEvents(query.data?.events ?? [], now);
  const days = Map.groupBy(
    events,
    (event) => event.start_date ?? dayOf(Math.max(event.start, now), timeZone),
  );
  return (
    <section className="now-card agenda" aria-labelledby="agenda">
      <h2 id="agenda">{t('agenda.title')}</h2>
      {query.data && events.length === 0 && <p className="quiet">{t('agenda.none')}</p>}
      {[...days].map(([day, inDay]) => (
        <div key={day} className="agenda-day">
          <h3>
            {dayInWords(
              inDay[0]?.start_date ? Date.parse(`${day}T12:00`) : Math.max(inDay[0]?.start ?? now, now),
              now,
              calendar,
            )}
          </h3>
          <ul>
            {inDay.map((event) => (
              <li key={event.id} data-running={(!event.all_day && event.start <= now) || undefined}>
                <span
                  className="agenda-mark"
                  style={{ background: `oklch(62% 0.12 ${hueOf(event.entity_id)})` }}
                  aria-hidden="true"
                />
                <span className="agenda-time">
                  {event.all_day
                    ? t('agenda.all_day')
                    : event.start <= now
                      ? t('agenda.now')
                      : clockTime(event.start, calendar)}
                </span>
                <span className="agenda-title">
                  {event.private ? t('agenda.private') : event.title}
                  <span className="agenda-place">
                    {[
                      !event.all_day &&
                        event.start <= now &&
                        t('agenda.until', { time: clockTime(event.end, calendar) }),
                      event.location,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
