import { readFileSync } from 'node:fs';
import type { Json } from '@lifeops/lib';
import type { CollectionName } from '../vendor/collections.ts';

/** A document as it goes over the wire. */
export type Body = { readonly [property: string]: Json };

/** Two weeks of an invented person in Berlin, 2026-03-20 … 2026-04-02; the clocks go forward on the 29th. */
export const firstFixtureDay = '2026-03-20';
export const lastFixtureDay = '2026-04-02';
export const fixtureDays = 14;
/** The offset in force on the last day. */
export const lastFixtureOffsetMinutes = 120;
/** The offset in force at four in the morning of a fixture day. */
export const fixtureOffsetMinutes = (day: string): number =>
  day < '2026-03-29' ? 60 : lastFixtureOffsetMinutes;

/** Read anew each time: a simulator in a hub is asked every few minutes and must not hold all of it in between. */
export function fixturesOf(collection: Exclude<CollectionName, 'personal_info'>): readonly Body[] {
  const files = collection === 'heartrate' ? [1, 2, 3].map((page) => `heartrate.page${page}`) : [collection];
  return files.flatMap((file) => (readFixture(file) as { readonly data: readonly Body[] }).data);
}

export const fixtureProfile = (): Body => readFixture('personal_info');

const readFixture = (name: string): Body =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Body;
