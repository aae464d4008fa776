import { Emitter } from '../base/emitter.ts';
import { Unavailable } from '../base/errors.ts';

/** A write that waits for the hub. Plain data, so that a browser can keep it over a reload. */
export interface QueuedWrite {
  readonly key: string;
  readonly operation: string;
  readonly input: object;
  readonly queuedAt: number;
}

export interface QueueStorage {
  load(): readonly QueuedWrite[];
  save(writes: readonly QueuedWrite[]): void;
}

export interface ReplayFailure {
  readonly write: QueuedWrite;
  readonly cause: unknown;
}

/**
 * Writes made while the hub cannot be reached, replayed in order when it can. One that the hub refuses is reported and
 * dropped; one that does not reach it stays.
 */
export class OfflineQueue {
  #writes: readonly QueuedWrite[];
  readonly #storage: QueueStorage | undefined;
  readonly #changed: Emitter<readonly QueuedWrite[]>;
  readonly #failed: Emitter<ReplayFailure>;
  #replaying: Promise<void> | undefined;

  constructor(storage: QueueStorage | undefined, onError: (cause: unknown) => void) {
    this.#storage = storage;
    this.#writes = storage?.load() ?? [];
    this.#changed = new Emitter(onError);
    this.#failed = new Emitter(onError);
  }

  get changed() {
    return this.#changed.event;
  }

  get failed() {
    return this.#failed.event;
  }

  get writes(): readonly QueuedWrite[] {
    return this.#writes;
  }

  add(write: QueuedWrite): void {
    this.#set([...this.#writes, write]);
  }

  /** Sends what waits, oldest first; a second call while one runs shares it. */
  replay(send: (write: QueuedWrite) => Promise<unknown>): Promise<void> {
    this.#replaying ??= this.#replay(send).finally(() => {
      this.#replaying = undefined;
    });
    return this.#replaying;
  }

  async #replay(send: (write: QueuedWrite) => Promise<unknown>): Promise<void> {
    for (let write = this.#writes[0]; write !== undefined; write = this.#writes[0]) {
      try {
        await send(write);
      } catch (cause) {
        if (cause instanceof Unavailable) return;
        this.#failed.fire({ write, cause });
      }
      const sent = write;
      this.#set(this.#writes.filter((other) => other !== sent));
    }
  }

  #set(writes: readonly QueuedWrite[]): void {
    this.#writes = writes;
    this.#storage?.save(writes);
    this.#changed.fire(writes);
  }
}
