import { closeSync, existsSync, fstatSync, openSync, renameSync, rmSync, write, writeSync } from 'node:fs';
import { asError } from '@lifeops/lib';

export interface RotatingFileOptions {
  readonly path: string;
  /** A file that would grow over this is set aside first. */
  readonly maxBytes: number;
  /** The one that is written included: `x.log`, `x.log.1` (newest), `x.log.2`, … */
  readonly files: number;
}

/** Lines as bytes, and how long the file is once they are in it. */
interface Batch {
  readonly bytes: Buffer;
  readonly sizeAfter: number;
  readonly lines: number;
}

/** Text that waits for a slow disk; what comes on top is dropped and counted. */
const maxWaiting = 4 * 1024 * 1024;
/** At the end of a process: how long a write under way is waited for. */
const lastPatienceMs = 200;

/**
 * A file that lines are appended to, set aside when it is full. Lines are written in the background, several at once when
 * the disk is slow, so that the loop never waits; `flushNow` is for the last moment of a process. A disk that fails costs
 * lines, never the hub: `dropped` counts them.
 */
export class RotatingFile implements AsyncDisposable {
  readonly #options: RotatingFileOptions;
  #file: number | undefined;
  #size = 0;
  #waiting: string[] = [];
  #waitingSize = 0;
  #underWay: Batch | undefined;
  /** Pending while there is something to write. */
  #busy: PromiseWithResolvers<void> | undefined;
  #dropped = 0;
  #problem: Error | undefined;
  #closed = false;

  /** Throws what opening the file throws. */
  constructor(options: RotatingFileOptions) {
    this.#options = options;
    this.#open();
  }

  /** Lines that were lost. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Why writing fails at present; undefined while it works. */
  get problem(): Error | undefined {
    return this.#problem;
  }

  write(line: string): void {
    if (this.#closed || this.#waitingSize > maxWaiting) {
      this.#dropped++;
      return;
    }
    this.#waiting.push(line);
    this.#waitingSize += line.length;
    if (this.#underWay === undefined) this.#next();
  }

  /** Resolves when all that was given is in the file (or lost, when the disk fails). */
  async flush(): Promise<void> {
    await this.#busy?.promise;
  }

  /** Writes what waits, before it returns: for the end of a process that cannot wait. */
  flushNow(): void {
    this.#awaitUnderWay();
    // The file stays the same: a write under way must not meet another one under its number.
    const batch = this.#take({ mayRotate: false });
    if (batch) this.#attempt(batch.lines, () => this.#writeNow(batch.bytes));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.flush();
    this.#closed = true;
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #next(): void {
    const batch = this.#take({ mayRotate: true });
    this.#underWay = batch;
    if (!batch) {
      this.#busy?.resolve();
      this.#busy = undefined;
      return;
    }
    this.#busy ??= Promise.withResolvers();
    const done = (error: Error | null) => this.#written(error, batch);
    if (this.#file === undefined) queueMicrotask(() => done(this.#problem ?? null));
    else writeInBackground(this.#file, batch.bytes, done);
  }

  #written(error: Error | null, { lines }: Batch): void {
    if (error) {
      this.#dropped += lines;
      this.#problem = error;
      this.#attempt(0, () => (this.#size = this.#file === undefined ? 0 : fstatSync(this.#file).size));
    } else this.#problem = undefined;
    this.#next();
  }

  /** A background write goes on without the loop. One that does not come to its end is done again: twice beats never. */
  #awaitUnderWay(): void {
    const underWay = this.#underWay;
    if (!underWay) return;
    this.#attempt(underWay.lines, () => {
      if (this.#file === undefined) return;
      const pause = new Int32Array(new SharedArrayBuffer(4));
      for (let waited = 0; waited < lastPatienceMs; waited++) {
        if (fstatSync(this.#file).size >= underWay.sizeAfter) return;
        Atomics.wait(pause, 0, 0, 1);
      }
      this.#writeNow(underWay.bytes);
    });
  }

  #take({ mayRotate }: { readonly mayRotate: boolean }): Batch | undefined {
    if (this.#waiting.length === 0) return undefined;
    const lines = this.#waiting.length;
    const bytes = Buffer.from(`${this.#waiting.join('\n')}\n`);
    this.#waiting = [];
    this.#waitingSize = 0;
    const isFull = this.#size > 0 && this.#size + bytes.length > this.#options.maxBytes;
    if (isFull && mayRotate) this.#attempt(0, () => this.#rotate());
    if (this.#file === undefined) this.#attempt(0, () => this.#open());
    this.#size += bytes.length;
    return { bytes, sizeAfter: this.#size, lines };
  }

  /** Sets the file aside. Four renames at most, once in ten megabytes. */
  #rotate(): void {
    const { path, files } = this.#options;
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    rmSync(numbered(path, files - 1), { force: true });
    for (let number = files - 2; number >= 0; number--) {
      if (existsSync(numbered(path, number))) renameSync(numbered(path, number), numbered(path, number + 1));
    }
    this.#open();
  }

  #open(): void {
    this.#file = openSync(this.#options.path, 'a', 0o600);
    this.#size = fstatSync(this.#file).size;
  }

  #writeNow(bytes: Buffer): void {
    for (let from = 0; this.#file !== undefined && from < bytes.length;) {
      from += writeSync(this.#file, bytes, from);
    }
  }

  #attempt(lines: number, step: () => void): void {
    try {
      step();
    } catch (cause) {
      this.#dropped += lines;
      this.#problem = asError(cause);
    }
  }
}

const numbered = (path: string, number: number): string => (number === 0 ? path : `${path}.${number}`);

function writeInBackground(file: number, bytes: Buffer, done: (error: Error | null) => void): void {
  const step = (from: number) =>
    write(file, bytes, from, bytes.length - from, null, (error, written) => {
      if (error) done(error);
      else if (from + written < bytes.length) step(from + written);
      else done(null);
    });
  step(0);
}
