import { asNodeId, UlidFactory } from '@lifeops/lib';
import type { ContextRef, LogFields, Logger, StateReport } from '@lifeops/lib';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';
import { DeliveryOrder } from '../../../hub/src/core/bus/delivery-order.ts';
import { EventBus } from '../../../hub/src/core/bus/event-bus.ts';
import { ListenerWatch } from '../../../hub/src/core/bus/listener-watch.ts';
import { SeqCounter } from '../../../hub/src/core/bus/seq-counter.ts';
import { StateMachine } from '../../../hub/src/core/state-machine/state-machine.ts';

export const context: ContextRef = {
  id: 'c1',
  parent: null,
  cause: 'integration',
  ref: 'entry',
  node: 'node',
};
export const contextOf = (id: string): ContextRef => ({ ...context, id });

export const report = (value: StateReport['value'], more: Partial<StateReport> = {}): StateReport => ({
  value,
  status: 'ok',
  attributes: {},
  ...more,
});

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly fields: LogFields;
}

export class RecordedLog implements Logger {
  readonly lines: LogLine[] = [];
  error(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'error', message, fields });
  }
  warn(message: string, fields: LogFields = {}): void {
    this.lines.push({ level: 'warn', message, fields });
  }
  info(): void {}
  debug(): void {}
  child(): Logger {
    return this;
  }
}

/** Bus and states over fake time, as the composition root puts them together. */
export function makeKernel(options: { readonly seq?: SeqCounter } = {}) {
  const clock = new FakeClock();
  const random = new SeededRandom(7);
  const ids = new UlidFactory({ clock, random });
  const log = new RecordedLog();
  const node = asNodeId('node');
  const order = new DeliveryOrder({ seq: options.seq ?? new SeqCounter(0), log });
  const watch = new ListenerWatch({ log });
  const bus = new EventBus({ clock, node, order, watch });
  const states = new StateMachine({ clock, node, order, bus, watch });
  return { clock, random, ids, log, node, order, watch, bus, states };
}

/** A table in memory; `failNext` makes the next write fail as a full disk does. */
export class MemoryTable<Row> {
  readonly rows = new Map<string, Row>();
  puts = 0;
  failNext: Error | undefined;
  readonly #key: (row: Row) => string;

  constructor(key: (row: Row) => string, rows: readonly Row[] = []) {
    this.#key = key;
    for (const row of rows) this.rows.set(key(row), row);
  }

  async all(): Promise<Row[]> {
    return [...this.rows.values()];
  }

  async put(rows: readonly Row[]): Promise<void> {
    await this.#write();
    this.puts += 1;
    for (const row of rows) this.rows.set(this.#key(row), row);
  }

  async remove(keys: readonly string[]): Promise<void> {
    await this.#write();
    for (const key of keys) this.rows.delete(key);
  }

  async #write(): Promise<void> {
    const failure = this.failNext;
    this.failNext = undefined;
    if (failure) throw failure;
  }
}
