const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "3 minutes ago", "in 2 hours"; within a minute it is now: seconds that count up draw the eye for nothing. */
export function relativeTime(at: number, now: number, language: string): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < minute) return format.format(0, 'second');
  if (size < hour) return format.format(Math.trunc(distance / minute), 'minute');
  if (size < day) return format.format(Math.trunc(distance / hour), 'hour');
  if (size < 30 * day) return format.format(Math.trunc(distance / day), 'day');
  return format.format(Math.trunc(distance / (30 * day)), 'month');
}

export interface Calendar {
  readonly language: string;
  readonly timeZone: string | undefined;
}

const format = (options: Intl.DateTimeFormatOptions, { language, timeZone }: Calendar): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { ...options, ...(timeZone === undefined ? {} : { timeZone }) });

export const clockTime = (at: number, calendar: Calendar): string =>
  format({ hour: 'numeric', minute: '2-digit' }, calendar).format(at);

/** "6 PM", "18". */
export const shortHour = (at: number, calendar: Calendar): string =>
  format({ hour: 'numeric' }, calendar).format(at);

export const exactTime = (at: number, calendar: Calendar): string =>
  format({ dateStyle: 'medium', timeStyle: 'medium' }, calendar).format(at);

export const longDay = (at: number, calendar: Calendar): string =>
  format({ weekday: 'long', day: 'numeric', month: 'long' }, calendar).format(at);

export const shortDay = (at: number, calendar: Calendar): string =>
  format({ weekday: 'short', day: 'numeric', month: 'short' }, calendar).format(at);

/** The calendar day at home, as YYYY-MM-DD. */
export const dayOf = (at: number, timeZone: string | undefined): string =>
  format({ year: 'numeric', month: '2-digit', day: '2-digit' }, { language: 'sv-SE', timeZone }).format(at);

export const hourOf = (at: number, timeZone: string | undefined): number =>
  Number(format({ hour: '2-digit', hourCycle: 'h23' }, { language: 'en-GB', timeZone }).format(at));

/** "today" and "tomorrow" in the language, else the weekday with its date. */
export function dayInWords(at: number, now: number, calendar: Calendar): string {
  const words = new Intl.RelativeTimeFormat(calendar.language, { numeric: 'auto' });
  for (const distance of [-1, 0, 1]) {
    if (dayOf(at, calendar.timeZone) === dayOf(now + distance * day, calendar.timeZone))
      return words.format(distance, 'day');
  }
  return shortDay(at, calendar);
}
