import type { EntityState } from '@lifeops/lib';
import type { Condition } from './document.ts';
import { known, stateTest } from './matching.ts';
import type { ParseWord } from './matching.ts';

/** True, false, or not to be told from what is known, with the reason. */
export type Verdict = { readonly holds: boolean } | { readonly holds: null; readonly reason: string };
export type StateAt = (uid: string) => EntityState | undefined;

/** Pure: the same states give the same verdict. `uidOf` was checked when the document was compiled. */
export function evaluate(
  condition: Condition,
  uidOf: (id: string) => string,
  states: StateAt,
  parse: ParseWord,
): Verdict {
  if (!condition.enabled) return { holds: true };
  if (condition.condition === 'state') {
    const verdicts = condition.entity_id.map((id): Verdict => {
      const uid = uidOf(id);
      const state = states(uid);
      if (!state) return { holds: null, reason: `${id} has no state` };
      return { holds: stateTest(uid, condition.state, parse)(state) };
    });
    return condition.match === 'any' ? anyOf(verdicts) : allOf(verdicts);
  }
  if (condition.condition === 'numeric_state') {
    return allOf(condition.entity_id.map((id) => numeric(id, states(uidOf(id)), condition)));
  }
  const inner = condition.conditions.map((one) => evaluate(one, uidOf, states, parse));
  if (condition.condition === 'and') return allOf(inner);
  const any = anyOf(inner);
  if (condition.condition === 'or' || any.holds === null) return any;
  return { holds: !any.holds };
}

function numeric(
  id: string,
  state: EntityState | undefined,
  bounds: { readonly above?: number | undefined; readonly below?: number | undefined },
): Verdict {
  if (!state) return { holds: null, reason: `${id} has no state` };
  if (!known(state)) return { holds: false };
  if (typeof state.value !== 'number') return { holds: null, reason: `${id} is no number` };
  const above = bounds.above === undefined || state.value > bounds.above;
  const below = bounds.below === undefined || state.value < bounds.below;
  return { holds: above && below };
}

/** What cannot be told counts only where the rest does not decide. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict.holds === false)) return { holds: false };
  return verdicts.find((verdict) => verdict.holds === null) ?? { holds: true };
}

function anyOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.some((verdict) => verdict.holds === true)) return { holds: true };
  return verdicts.find((verdict) => verdict.holds === null) ?? { holds: false };
}
