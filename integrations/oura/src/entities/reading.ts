import { unavailable } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';
import type { OuraView } from '../vendor/oura-view.ts';

/** Reads what comes of one collection: unavailable while Oura does not give it to this connection. */
export const from =
  <T>(collection: CollectionName, read: (view: OuraView) => T | null | undefined) =>
  (view: OuraView): T | null | typeof unavailable =>
    view.refused.has(collection) ? unavailable : (read(view) ?? null);

/** A word of an enum that is known here; a new one is unknown until it is. */
export const wordOf = <W extends string>(words: readonly W[], text: string | null | undefined): W | null =>
  words.find((word) => word === text) ?? null;

/** A total that began at `since`: revisions may lower it. */
export const totalOf = (value: number | null | undefined, since: number | null) =>
  value === null || value === undefined ? null : { value, attributes: { last_reset: since } };
