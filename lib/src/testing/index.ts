/** `@lifeops/lib/testing`: fakes of the ports, a hub in memory, and the rules that every good integration keeps. */
export { FakeClock } from './fake-clock.ts';
export type { PendingTimer } from './fake-clock.ts';
export { SeededRandom } from './seeded-random.ts';
