import type { EntityState, StateValue } from '@lifeops/lib';
import type { StateTrigger } from './document.ts';
import { known, stateTest } from './matching.ts';
import type { ParseWord, StateTest, Words } from './matching.ts';

/** A state trigger over one entity. Remembers the last known value, so that a gap in between is no change. */
export class StateTriggerWatch {
  readonly uid: string;
  readonly #from: StateTest;
  readonly #to: StateTest;
  readonly #filtered: boolean;
  readonly #includeUnavailable: boolean;
  #lastKnown: StateValue | undefined;

  constructor(uid: string, trigger: StateTrigger, parse: ParseWord) {
    this.uid = uid;
    this.#from = sideTest(uid, { only: trigger.from, not: trigger.not_from }, parse);
    this.#to = sideTest(uid, { only: trigger.to, not: trigger.not_to }, parse);
    this.#filtered = [trigger.from, trigger.to, trigger.not_from, trigger.not_to].some(
      (side) => side !== undefined,
    );
    this.#includeUnavailable = trigger.include_unavailable;
  }

  /** The state when it begins to watch. */
  begin(state: EntityState | undefined): void {
    if (state && known(state)) this.#lastKnown = state.value;
  }

  /** Whether this change fires it. Called for every change of the entity, in order. */
  fires(old: EntityState | null, state: EntityState | null): boolean {
    const lastKnown = this.#lastKnown;
    if (state && known(state)) this.#lastKnown = state.value;
    if (!changed(old, state))
      return !this.#filtered && old !== null && state !== null && old.attributes !== state.attributes;
    const returned =
      state !== null &&
      known(state) &&
      (old === null || !known(old)) &&
      lastKnown !== undefined &&
      state.value === lastKnown;
    if (returned && !this.#includeUnavailable) return false;
    // The first word of all: the entity was made, nothing has happened to it.
    if (old === null && lastKnown === undefined && !this.#includeUnavailable) return false;
    // Going stale, and coming back from it, says nothing new of the entity.
    if (state?.status === 'stale' && old !== null && known(old)) return false;
    return this.#from(old) && this.#to(state);
  }
}

function changed(old: EntityState | null, state: EntityState | null): boolean {
  if (old === null || state === null) return old !== state;
  if (known(old) && known(state)) return old.value !== state.value;
  return old.status !== state.status;
}

function sideTest(
  uid: string,
  side: { readonly only: Words | undefined; readonly not: Words | undefined },
  parse: ParseWord,
): StateTest {
  if (side.not !== undefined) {
    const test = stateTest(uid, side.not, parse);
    return (state) => !test(state);
  }
  return side.only === undefined ? () => true : stateTest(uid, side.only, parse);
}
