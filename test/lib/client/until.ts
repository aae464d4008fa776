import { setImmediate as turn } from 'node:timers/promises';

/** Resolves when it holds; real input and output goes on meanwhile. */
export async function until(holds: () => boolean, limitMs = 8000): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`Not in ${limitMs} ms: ${holds.toString()}`);
    await turn();
  }
}
