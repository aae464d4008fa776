import { createHook } from 'node:async_hooks';
import { nextTurn } from '../base/node/next-turn.ts';

/** Resources of Node that must end with what made them. */
const watched: ReadonlyMap<string, string> = new Map([
  ['Timeout', 'timer'],
  ['TCPSERVERWRAP', 'TCP server'],
  ['TCPWRAP', 'TCP socket'],
  ['PIPEWRAP', 'pipe'],
  ['UDPWRAP', 'UDP socket'],
  ['FSEVENTWRAP', 'file watcher'],
  ['WORKER', 'worker thread'],
  ['PROCESSWRAP', 'child process'],
]);
/** Sockets take a few turns of real input and output to close. */
const graceTurns = 50;

export interface OpenResource {
  readonly what: string;
  /** Where it was made, innermost first, without the frames of Node itself. */
  readonly stack: readonly string[];
}

/** Sees the real timers, sockets, servers, workers and processes that are made while it lives, and which are still open. */
export class LeakCheck implements Disposable {
  readonly #open = new Map<number, { readonly what: string; readonly made: string }>();
  readonly #hook = createHook({
    init: (id, type) => {
      const what = watched.get(type);
      if (what === undefined) return;
      const limit = Error.stackTraceLimit;
      Error.stackTraceLimit = 30;
      const trace: { stack?: string } = {};
      Error.captureStackTrace(trace);
      Error.stackTraceLimit = limit;
      this.#open.set(id, { what, made: trace.stack ?? '' });
    },
    destroy: (id) => this.#open.delete(id),
  });

  constructor() {
    this.#hook.enable();
  }

  /** What is still open after a short grace. Timers that Node made for itself do not count. */
  async open(): Promise<OpenResource[]> {
    for (let turn = 0; turn < graceTurns && this.#left().length > 0; turn++) await nextTurn();
    return this.#left();
  }

  [Symbol.dispose](): void {
    this.#hook.disable();
    this.#open.clear();
  }

  #left(): OpenResource[] {
    return [...this.#open.values()]
      .map(({ what, made }) => ({ what, stack: framesOf(made) }))
      .filter(({ what, stack }) => (what === 'timer' ? stack.length > 0 : true))
      .filter(({ stack }) => !stack[0]?.includes('/node_modules/mocha/'));
  }
}

/** The frames outside of Node and of this file. */
const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .slice(1)
    .map((frame) => frame.trim())
    .filter((frame) => !/\(?node:|<anonymous>\)?$|\/testing\/leak-check\.[tj]s/.test(frame));
