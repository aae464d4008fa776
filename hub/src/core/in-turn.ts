/** Runs one piece of work after another, in the order of the calls, so that each sees what the one before has left. */
export class InTurn {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the work does; the next goes on whatever becomes of it. */
  run<T>(work: () => T | Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => {});
    return run;
  }
}
