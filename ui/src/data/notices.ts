import { asFailure } from './failure.ts';
import type { Failure } from './failure.ts';
import { Signal } from './signal.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'info' | 'alert';
  /** What happened, in words of the person's language or of the hub. */
  readonly text: string;
  readonly failure?: Failure;
}

const shown = 3;

/** Short messages at the edge of the screen. The newest three are shown; each says itself once to a screen reader. */
export class Notices extends Signal<readonly Notice[]> {
  #next = 1;

  constructor() {
    super([]);
  }

  say(text: string, tone: 'good' | 'info' = 'good'): void {
    this.#add({ id: this.#next++, tone, text });
  }

  /** Cancelled requests are no news. */
  failure(cause: unknown): void {
    const failure = asFailure(cause);
    if (failure.code !== 'aborted')
      this.#add({ id: this.#next++, tone: 'alert', text: failure.message, failure });
  }

  drop(id: number): void {
    this.set(this.get().filter((notice) => notice.id !== id));
  }

  #add(notice: Notice): void {
    const others = this.get().filter((other) => other.text !== notice.text);
    this.set([...others, notice].slice(-shown));
  }
}
