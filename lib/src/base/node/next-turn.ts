import { setImmediate as turn } from 'node:timers/promises';

/** Resolves in the next turn of the event loop, when every promise that could go on has gone on. */
export const nextTurn = (): Promise<void> => turn();
