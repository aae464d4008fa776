import type { DayRange } from './times.ts';

interface OneDay {
  readonly day: string;
}
interface DaySpan {
  readonly start_day: string;
  readonly end_day: string | null;
}

/**
 * The days that a document belongs to, as it says itself: never a date cut from a timestamp, since sleep days begin at
 * 18:00, activity days at 04:00. A span without an end goes on.
 */
export function daysOf(document: OneDay | DaySpan): DayRange {
  if ('start_day' in document) return { from: document.start_day, to: document.end_day ?? '9999-12-31' };
  return { from: document.day, to: document.day };
}

/** True when a tag or a rest period covers the day. One without an end counts on its first day alone. */
export function isTaggedOn(tag: DaySpan, day: string): boolean {
  return tag.start_day <= day && day <= (tag.end_day ?? tag.start_day);
}
