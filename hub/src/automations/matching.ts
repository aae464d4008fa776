import type { EntityState, StateValue } from '@lifeops/lib';

export type Word = string | number | boolean;
/** One value, several, or null for any. */
export type Words = Word | readonly Word[] | null;

/** Turns what a document says (`on`, `21.5`) into a value of the entity's domain; throws `InvalidInput` for what it does not take. */
export type ParseWord = (uid: string, word: Word) => StateValue;

/** Words that mean a status, whatever the domain. */
export const statusWords: ReadonlySet<unknown> = new Set(['unknown', 'unavailable']);

/** A test of one state, made once from the words of a document. Pure. */
export type StateTest = (state: EntityState | null) => boolean;

/** True for a state that is one of the words; `unknown` and `unavailable` mean the status. */
export function stateTest(uid: string, words: Words, parse: ParseWord): StateTest {
  if (words === null) return () => true;
  const list: readonly Word[] = Array.isArray(words) ? (words as readonly Word[]) : [words as Word];
  const statuses = new Set<string>(list.filter((word): word is string => statusWords.has(word)));
  const values = new Set(list.filter((word) => !statusWords.has(word)).map((word) => parse(uid, word)));
  return (state) => state !== null && (known(state) ? values.has(state.value) : statuses.has(state.status));
}

/** Whether the state tells a value, be it an old one. */
export const known = (state: EntityState): boolean => state.status === 'ok' || state.status === 'stale';
