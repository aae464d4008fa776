import { createHook } from 'node:async_hooks';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/** Resources of Node that must end with the test that made them. */
const watched: ReadonlyMap<string, string> = new Map([
  ['Timeout', 'timer'],
  ['TCPSERVERWRAP', 'TCP server'],
  ['TCPWRAP', 'TCP socket'],
  ['PIPESERVERWRAP', 'pipe server'],
  ['PIPEWRAP', 'pipe'],
  ['UDPWRAP', 'UDP socket'],
  ['FSEVENTWRAP', 'file watcher'],
  ['STATWATCHER', 'file watcher'],
  ['WORKER', 'worker thread'],
  ['PROCESSWRAP', 'child process'],
]);

export interface Leak {
  readonly what: string;
  /** What ran when it was made: a test's title. */
  readonly during: string;
  /** Where it was made, without the frames of Node itself, innermost first. */
  readonly stack: readonly string[];
}

interface Open {
  readonly what: string;
  readonly during: string;
  readonly made: Error;
  readonly resource: object;
}

/** Sockets that close need a turn or two of real input and output before they are gone. */
const graceMs = 250;

/**
 * Sees timers, servers, sockets, watchers, workers and child processes that are made while it is enabled, and tells
 * which of them are still open and where they were made. Timers of Node's own insides and of Mocha do not count.
 */
export class LeakCheck implements Disposable {
  during = '';
  readonly #open = new Map<number, Open>();
  readonly #tolerated: { readonly reason: string; readonly madeIn: RegExp }[] = [];
  // Promises are not needed, and seeing them would slow every await of the run.
  readonly #hook = createHook({
    trackPromises: false,
    init: (id, type, _trigger, resource) => this.#made(id, type, resource),
    destroy: (id) => this.#open.delete(id),
  } as Parameters<typeof createHook>[0]);

  enable(): this {
    this.#hook.enable();
    return this;
  }

  [Symbol.dispose](): void {
    this.#hook.disable();
    this.#open.clear();
  }

  /** Lets what is made below `madeIn` (a pattern over the stack) stay open, until the result is disposed. */
  tolerate(reason: string, madeIn: RegExp): Disposable {
    const entry = { reason, madeIn };
    this.#tolerated.push(entry);
    return { [Symbol.dispose]: () => void this.#tolerated.splice(this.#tolerated.indexOf(entry), 1) };
  }

  /**
   * What is still open and not tolerated. Each is told once: it is then ended where that is possible, so that one leak
   * neither keeps the process alive nor is blamed on the next file.
   */
  async takeLeaks(): Promise<Leak[]> {
    // The destroy hook is queued, and sockets close in the turn after.
    await turn();
    await turn();
    const deadline = performance.now() + graceMs;
    while (this.#leaks().length > 0 && performance.now() < deadline) await pause(5);
    const leaks = this.#leaks();
    for (const { id, resource } of leaks) {
      this.#open.delete(id);
      end(resource);
    }
    return leaks.map(({ what, during, stack }) => ({ what, during, stack }));
  }

  #leaks(): (Leak & { readonly id: number; readonly resource: object })[] {
    const leaks: (Leak & { readonly id: number; readonly resource: object })[] = [];
    for (const [id, { what, during, made, resource }] of this.#open) {
      const frames = (made.stack ?? '')
        .split('\n')
        .slice(1)
        .filter((frame) => !ofHook(frame));
      if (
        resource.constructor.name === 'Timeout'
          ? madeByNode(frames)
          : frames.some(ofChildProcess) && what === 'pipe'
      )
        continue;
      const stack = frames.filter((frame) => !ofNode(frame)).map((frame) => frame.trim());
      if (stack[0]?.includes('/test/leak-check.ts') || stack[0]?.includes('/node_modules/mocha/')) continue;
      if (this.#tolerated.some(({ madeIn }) => madeIn.test(made.stack ?? ''))) continue;
      leaks.push({ id, what, during, stack, resource });
    }
    return leaks;
  }

  #made(id: number, type: string, resource: object): void {
    const what = watched.get(type);
    if (what === undefined) return;
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 30;
    this.#open.set(id, { what, during: this.during, made: new Error(what), resource });
    Error.stackTraceLimit = limit;
  }
}

/** Leaks as text for people: what, during which test, where made. */
export function describeLeaks(leaks: readonly Leak[]): string {
  return leaks
    .map(({ what, during, stack }) =>
      [
        `${what} still open, made during "${during}"`,
        ...(stack.length > 0 ? stack.slice(0, 5) : ['by Node itself']),
      ].join('\n    '),
    )
    .join('\n  ');
}

const ofHook = (frame: string): boolean => /leak-check\.ts:/.test(frame) && /#made|\binit\b/.test(frame);
const ofNode = (frame: string): boolean => /\(?node:|<anonymous>\)?$/.test(frame);
const ofChildProcess = (frame: string): boolean =>
  /node:internal\/child_process|node:child_process/.test(frame);

/** A timer that Node made for itself (a keep-alive, a date cache): its caller below the timer functions is Node's. */
function madeByNode(frames: readonly string[]): boolean {
  const caller = frames.find(
    (frame) => !/node:(?:internal\/)?timers|node:internal\/async_hooks|new Timeout/.test(frame),
  );
  return caller === undefined || /\(?node:/.test(caller);
}

function end(resource: object): void {
  if (resource.constructor.name === 'Timeout') clearTimeout(resource as NodeJS.Timeout);
  else if ('unref' in resource && typeof resource.unref === 'function') resource.unref();
}
