import type { Clock } from '@lifeops/lib';
import type { LiveChange } from './live-change.ts';
import { statePacket } from './live-packet.ts';
import type { LivePacket } from './live-packet.ts';
import type { LiveView } from './live-view.ts';

/** One end of a live connection. */
export interface LiveClient {
  /** The transport has handed on all that it was given: one more packet will not wait in memory. */
  readonly ready: boolean;
  send(packet: LivePacket): void;
  /** Ends the connection in a way after which the client comes back by itself and asks for a snapshot. */
  restart(): void;
}

/** One frame per group in this time; the first change after quiet does not wait. */
export const tickMs = 25;

export interface GroupDeps {
  readonly clock: Clock;
  /** What a client of this view missed above `seq`; undefined when nobody can tell any more. */
  readonly missed: (
    view: LiveView,
    seq: number,
  ) => { readonly seq: number; readonly changes: readonly string[] } | undefined;
}

/**
 * Clients that asked for the same. A burst becomes one frame per tick with the latest state of each entity, in order of
 * seq. A client that does not keep up is left out and noted with the seq it has; once its transport is empty again it
 * gets, in one frame, the latest of each entity it missed. So a slow client costs a number, never a queue.
 */
export class LiveGroup implements Disposable {
  readonly view: LiveView;
  readonly #deps: GroupDeps;
  readonly #clients = new Set<LiveClient>();
  readonly #behind = new Map<LiveClient, number>();
  readonly #pending = new Map<string, { readonly change: LiveChange; readonly gone: boolean }>();
  #sentSeq: number;
  #timer: Disposable | undefined;
  #soon = false;
  #ended = false;

  constructor(view: LiveView, deps: GroupDeps, seq: number) {
    this.view = view;
    this.#deps = deps;
    this.#sentSeq = seq;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** The client holds everything up to now; what waited for the others goes out before it joins. */
  join(client: LiveClient): void {
    this.#flush();
    this.#clients.add(client);
  }

  leave(client: LiveClient): void {
    this.#clients.delete(client);
    this.#behind.delete(client);
  }

  add(change: LiveChange, gone: boolean): void {
    // Deleted first, so that the order is that of the latest change of each.
    this.#pending.delete(change.uid);
    this.#pending.set(change.uid, { change, gone });
    if (this.#timer || this.#soon) return;
    this.#soon = true;
    // After the writer's own work: a source that reports twenty values at once makes one frame, and does not wait for it.
    queueMicrotask(() => {
      this.#soon = false;
      if (!this.#ended) this.#tick();
    });
  }

  [Symbol.dispose](): void {
    this.#ended = true;
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #tick(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
    const busy = this.#pending.size > 0 || this.#behind.size > 0;
    this.#flush();
    if (busy) this.#arm();
  }

  #arm(): void {
    if (!this.#ended) this.#timer ??= this.#deps.clock.timer(tickMs, () => this.#tick());
  }

  #flush(): void {
    this.#catchUp();
    if (this.#pending.size === 0) return;
    const changes: string[] = [];
    const before = this.#sentSeq;
    for (const { change, gone } of this.#pending.values()) {
      changes.push(gone ? change.gone : change.shown);
      this.#sentSeq = Math.max(this.#sentSeq, change.seq);
    }
    this.#pending.clear();
    const packet = statePacket(this.#sentSeq, changes);
    for (const client of this.#clients) {
      if (this.#behind.has(client)) continue;
      if (client.ready) client.send(packet);
      else this.#behind.set(client, before);
    }
    if (this.#behind.size > 0) this.#arm();
  }

  #catchUp(): void {
    if (this.#behind.size === 0) return;
    const answers = new Map<number, CatchUp | undefined>();
    // A copy: who is sent something here may be noted as behind again.
    for (const [client, seq] of Array.from(this.#behind)) {
      if (!client.ready) continue;
      if (!answers.has(seq)) answers.set(seq, this.#answer(seq));
      const answer = answers.get(seq);
      this.#behind.delete(client);
      if (!answer) client.restart();
      else if (answer.packet) client.send(answer.packet);
      // What waits for the others is in the packet already: this client is not sent it again.
      if (answer && this.#pending.size > 0) this.#behind.set(client, answer.seq);
    }
  }

  #answer(seq: number): CatchUp | undefined {
    const missed = this.#deps.missed(this.view, seq);
    if (!missed) return undefined;
    const packet = missed.changes.length > 0 ? statePacket(missed.seq, missed.changes) : undefined;
    return { seq: missed.seq, packet };
  }
}

interface CatchUp {
  readonly seq: number;
  readonly packet: LivePacket | undefined;
}
