import { RRuleTemporal } from 'rrule-temporal';
import { wallToBasic } from './civil-time.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** Instances that one rule may give in one window; a calendar of people stays far below. */
export const mostInstances = 10_000;
/** Periods (years to seconds, by FREQ) that the engine may walk through in one go. */
const mostPeriods = 20_000;
/** What the engine can count with. */
const farthestWall = Date.UTC(9999, 0);

/** The shortest that one period of each frequency can be. */
const periodMs: Readonly<Record<string, number>> = {
  SECONDLY: 1000,
  MINUTELY: 60_000,
  HOURLY: 3_600_000,
  DAILY: 86_400_000,
};

export interface RuleWalls {
  /** Ascending wall times. */
  readonly walls: readonly number[];
  readonly failure: { readonly code: 'bad-rule' | 'budget'; readonly reason: string } | null;
}

/**
 * The times that a rule gives within [`from`, `to`] (wall, both included). All of it happens on wall time marked as UTC: the
 * engine never meets a zone, so gaps, overlaps and COUNT follow our policy. UNTIL is not applied here.
 *
 * Always ends: a rule that is nonsense, that gives more than 10,000 times or that searches too long yields what was found,
 * with the reason.
 */
export function ruleWalls(
  rule: RecurrenceRule,
  startWall: number,
  range: { from: number; to: number },
): RuleWalls {
  const to = Math.min(range.to, farthestWall);
  let from = Math.max(range.from, startWall);
  const walls: number[] = [];
  try {
    if (from > to) return { walls, failure: null };
    const engine = new RRuleTemporal({
      rruleString: `DTSTART:${wallToBasic(startWall)}Z\nRRULE:${rule.parts}`,
      maxIterations: mostPeriods,
      cache: false,
    });
    // A window in pieces that fit the budget. Not with COUNT: then the engine walks from the start of the series each time.
    const pieceMs = rule.counted ? Infinity : (periodMs[frequencyOf(rule)] ?? Infinity) * (mostPeriods / 2);
    while (from <= to && walls.length <= mostInstances) {
      const end = Math.min(from + pieceMs, to);
      for (const found of engine.between(new Date(from), new Date(end), true))
        walls.push(found.epochMilliseconds);
      from = end + 1;
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return { walls, failure: { code: reason.startsWith('Maximum') ? 'budget' : 'bad-rule', reason } };
  }
  if (walls.length <= mostInstances) return { walls, failure: null };
  const reason = `it gives more than ${mostInstances} instances`;
  return { walls: walls.slice(0, mostInstances), failure: { code: 'budget', reason } };
}

function frequencyOf(rule: RecurrenceRule): string {
  return /FREQ=(\w+)/.exec(rule.parts)?.[1] ?? '';
}
