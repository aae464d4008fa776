/** Wall time in a zone, from the platform's own tables. */
function wallOf(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}

/** The plain day it is there at that moment. */
export const localDay = (instant: number, timeZone: string): string =>
  new Date(wallOf(instant, timeZone)).toISOString().slice(0, 10);

/** Minutes east of UTC. */
export const offsetMinutesAt = (instant: number, timeZone: string): number =>
  Math.round((wallOf(instant, timeZone) - Math.floor(instant / 1000) * 1000) / 60_000);
