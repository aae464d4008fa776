/** `@lifeops/lib/node`: the real clock, randomness, network, files and machine. */
export { nextTurn } from './base/node/next-turn.ts';
export { SystemClock } from './base/node/system-clock.ts';
export { SystemRandom } from './base/node/system-random.ts';
export { nodeRuntimeIo, readTextFile } from './integration/node/node-io.ts';
export { NodeMachine } from './integration/node/machine-figures.ts';
export { connectTcp } from './integration/node/tcp-connection.ts';
