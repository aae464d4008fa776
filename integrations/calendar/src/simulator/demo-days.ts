import { dayMs, startOfDay, wallOf } from '../vendor/civil-time.ts';

export const hourMs = 3_600_000;

/** Days around which a demo calendar is laid out; all wall midnights. */
export interface DemoDays {
  readonly today: number;
  /** 18 August before today: when the school year began. */
  readonly schoolStart: number;
  /** 12 June after `schoolStart`. */
  readonly schoolEnd: number;
  /** Before noon there is still time for an appointment today. */
  readonly morning: boolean;
}

export function demoDays(nowWall: number): DemoDays {
  const today = startOfDay(nowWall);
  const year = new Date(today).getUTCFullYear();
  const inYear = (of: number) => wallOf(of, 8, 18) ?? today;
  const schoolStart = inYear(year) <= today ? inYear(year) : inYear(year - 1);
  const schoolEnd = wallOf(new Date(schoolStart).getUTCFullYear() + 1, 6, 12) ?? today;
  return { today, schoolStart, schoolEnd, morning: nowWall - today < 12 * hourMs };
}

/** The first such weekday (0 is Sunday) at or after a day. */
export function weekdayFrom(day: number, weekday: number): number {
  return day + ((weekday - new Date(day).getUTCDay() + 7) % 7) * dayMs;
}

/** Wall time `14:30` of a day. */
export function at(day: number, time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day + hour * hourMs + minute * 60_000;
}
