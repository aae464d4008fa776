import { InvalidInput } from '@lifeops/lib';
import type { ParsedCalendar } from './calendar-model.ts';
import { groupSeries } from './event-series.ts';
import type { IcsProblem, IcsProblemCode } from './ics-problem.ts';
import { mostInstances } from './rule-engine.ts';
import { seriesInstances } from './series-instances.ts';
import type { CalendarInstance } from './series-instances.ts';
import { ZoneReader } from './zone-reader.ts';
import { Zones } from './zones.ts';

/** What one call gives at most; more is a mistake or an attack, and would fill the memory. */
const mostInAll = 1_000_000;

export interface ExpandOptions {
  /** Half-open window, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** IANA name of the viewer's zone: for whole days, floating times and zones that nothing defines. */
  readonly zone: string;
  /** Keep one to keep its tables; each call builds what it needs otherwise. */
  readonly zones?: Zones;
  /** Only these events: after one has changed. */
  readonly uids?: ReadonlySet<string>;
  /** Instances that were called off are left out unless asked for. */
  readonly includeCancelled?: boolean;
}

export interface Expansion {
  /** By start, end, UID, summary. */
  readonly instances: readonly CalendarInstance[];
  readonly problems: readonly IcsProblem[];
}

/**
 * All instances that touch the window: those that start before its end and end after its start, and those of no length that
 * lie in it. A pure function; it always ends, and says in `problems` what it had to cut short.
 *
 * @throws InvalidInput for a viewer's zone that does not exist.
 */
export function expand(calendar: Pick<ParsedCalendar, 'events'>, options: ExpandOptions): Expansion {
  const { from, to, uids, includeCancelled = false } = options;
  const zones = options.zones ?? new Zones();
  const viewer = zones.iana(options.zone);
  if (viewer === null) {
    throw new InvalidInput(`There is no time zone ${options.zone}.`, [
      { path: '/zone', message: 'Unknown time zone.' },
    ]);
  }
  const problems: IcsProblem[] = [];
  const unknownZones = new Set<string>();
  const onUnknown = (tzid: string) => {
    if (unknownZones.has(tzid)) return;
    unknownZones.add(tzid);
    const message = 'A time zone is used that nothing defines; its times are read in the zone of this home.';
    problems.push({ code: 'unknown-zone', message, line: null, uid: null });
  };
  const reader = new ZoneReader({ zones, viewer, onUnknown });

  const instances: CalendarInstance[] = [];
  for (const series of groupSeries(calendar.events)) {
    if (uids && !uids.has(series.uid)) continue;
    const report = (code: IcsProblemCode, message: string, line: number) =>
      void problems.push({ code, message, line, uid: series.uid });
    let left = mostInstances;
    for (const instance of seriesInstances(series, { reader, from, to, report })) {
      if (!touches(instance, from, to) || (instance.status === 'cancelled' && !includeCancelled)) continue;
      if (left-- === 0) {
        const message = `More than ${mostInstances} instances in the window; the rest was left out.`;
        problems.push({ code: 'budget', message, line: series.master?.line ?? null, uid: series.uid });
        break;
      }
      instances.push(instance);
    }
    if (instances.length > mostInAll) {
      const message = `More than ${mostInAll} instances in all; the rest was left out.`;
      problems.push({ code: 'budget', message, line: null, uid: null });
      break;
    }
  }
  return { instances: instances.sort(byStart), problems };
}

function touches(instance: CalendarInstance, from: number, to: number): boolean {
  if (instance.start >= to) return false;
  return instance.end > from || (instance.end === instance.start && instance.start >= from);
}

/** The order in which instances are shown and in which the first running one is found. */
function byStart(a: CalendarInstance, b: CalendarInstance): number {
  return a.start - b.start || a.end - b.end || compareText(a.uid, b.uid) || compareText(a.summary, b.summary);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
