/** What a queue answers for a command that a newer one replaced before it was sent. */
export const superseded: unique symbol = Symbol('superseded');

interface Waiting<T> {
  readonly uid: string;
  readonly service: string;
  readonly run: () => Promise<T>;
  readonly resolve: (value: T | typeof superseded) => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * One command at a time for each device, in order. While one waits, the same service for the same entity again takes its
 * place: of a slider's moves the last is sent, and the ones between are answered `superseded`.
 */
export class DeviceQueues<T> {
  readonly #queues = new Map<string, Waiting<T>[]>();

  /** `lane`: the device, or the entity where it has none. */
  add(
    lane: string,
    command: { readonly uid: string; readonly service: string; readonly run: () => Promise<T> },
  ): Promise<T | typeof superseded> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting<T> = { ...command, resolve, reject };
      const queue = this.#queues.get(lane);
      if (!queue) {
        this.#queues.set(lane, []);
        void this.#work(lane, waiting);
        return;
      }
      const last = queue.findLastIndex(({ uid }) => uid === command.uid);
      if (last >= 0 && queue[last]?.service === command.service) {
        queue[last].resolve(superseded);
        queue[last] = waiting;
      } else queue.push(waiting);
    });
  }

  async #work(lane: string, first: Waiting<T>): Promise<void> {
    for (let next: Waiting<T> | undefined = first; next; next = this.#queues.get(lane)?.shift()) {
      try {
        next.resolve(await next.run());
      } catch (cause) {
        next.reject(cause);
      }
    }
    this.#queues.delete(lane);
  }
}
