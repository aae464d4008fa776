import { Emitter } from '@lifeops/lib';
import type { ClockDep, Event, LogDep } from '@lifeops/lib';
import { asError } from '@lifeops/lib';

export type PartStatus = 'ok' | 'degraded' | 'failed' | 'starting';

export interface PartHealth {
  readonly name: string;
  readonly status: PartStatus;
  /** For people: what is wrong and what is done about it; null: nothing to say. */
  readonly detail: string | null;
}

export interface ReportedHealth extends PartHealth {
  /** Since when it is so. Epoch milliseconds. */
  readonly since: number;
}

/** With this a part tells how it is. Disposing takes the part out of the registry. */
export interface HealthReporter extends Disposable {
  ok(detail?: string): void;
  degraded(detail: string): void;
  failed(detail: string): void;
  starting(detail?: string): void;
}

/** The hub as a whole: `starting` until `started()`, then `degraded` while any part is not ok. */
export type HubHealth = 'starting' | 'ok' | 'degraded';

/** How every part is. Parts report; nobody polls them, but those that only know when asked (`ask`). */
export class HealthRegistry {
  readonly #deps: ClockDep & LogDep;
  readonly #parts = new Map<string, ReportedHealth>();
  readonly #asked = new Map<string, () => Omit<PartHealth, 'name'>>();
  readonly #changed: Emitter<ReportedHealth>;
  readonly #startedAt: number;
  #isStarted = false;

  constructor(deps: ClockDep & LogDep) {
    this.#deps = deps;
    this.#startedAt = deps.clock.monotonic();
    this.#changed = new Emitter((cause) =>
      deps.log.error('A listener to changes of health failed', { error: asError(cause) }),
    );
  }

  /** A part whose status or detail changed. */
  get changed(): Event<ReportedHealth> {
    return this.#changed.event;
  }

  get uptimeSeconds(): number {
    return Math.max(0, (this.#deps.clock.monotonic() - this.#startedAt) / 1000);
  }

  /** Adds a part, `starting` until it reports. A name that is there already is taken over. */
  part(name: string): HealthReporter {
    const report = (status: PartStatus, detail: string | null) => this.#report(name, status, detail);
    report('starting', null);
    return {
      ok: (detail) => report('ok', detail ?? null),
      degraded: (detail) => report('degraded', detail),
      failed: (detail) => report('failed', detail),
      starting: (detail) => report('starting', detail ?? null),
      [Symbol.dispose]: () => void this.#parts.delete(name),
    };
  }

  /** A part that tells when it is asked: `read` is cheap, synchronous and may throw, which counts as failed. */
  ask(name: string, read: () => Omit<PartHealth, 'name'>): Disposable {
    this.#asked.set(name, read);
    return {
      [Symbol.dispose]: () => {
        this.#asked.delete(name);
        this.#parts.delete(name);
      },
    };
  }

  /** From now on the hub counts as started: `overall` is ok or degraded. */
  started(): void {
    this.#isStarted = true;
  }

  parts(): readonly ReportedHealth[] {
    for (const [name, read] of this.#asked) {
      try {
        const { status, detail } = read();
        this.#report(name, status, detail);
      } catch (cause) {
        this.#report(name, 'failed', asError(cause).message);
      }
    }
    return [...this.#parts.values()];
  }

  overall(): HubHealth {
    if (!this.#isStarted) return 'starting';
    return this.parts().some(({ status }) => status === 'degraded' || status === 'failed')
      ? 'degraded'
      : 'ok';
  }

  #report(name: string, status: PartStatus, detail: string | null): void {
    const before = this.#parts.get(name);
    if (before?.status === status && before.detail === detail) return;
    const now = this.#deps.clock.now();
    const since = before?.status === status ? before.since : now;
    const part: ReportedHealth = { name, status, detail, since };
    this.#parts.set(name, part);
    this.#log(part, before?.status);
    this.#changed.fire(part);
  }

  #log({ name, status, detail }: ReportedHealth, before: PartStatus | undefined): void {
    const log = this.#deps.log;
    const fields = { part: name, detail: detail ?? undefined };
    if (status === before || status === 'starting')
      log.debug('A part of the hub reports', { ...fields, status });
    else if (status === 'failed') log.error('A part of the hub has failed', fields);
    else if (status === 'degraded') log.warn('A part of the hub is degraded', fields);
    else if (before === 'failed' || before === 'degraded')
      log.info('A part of the hub is well again', fields);
  }
}
