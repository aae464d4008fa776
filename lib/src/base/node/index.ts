export { nextTurn } from './next-turn.ts';
export { SystemClock } from './system-clock.ts';
export { SystemRandom } from './system-random.ts';
