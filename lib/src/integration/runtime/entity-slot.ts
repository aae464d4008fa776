import type { Clock } from '../../base/clock.ts';
import { Bug } from '../../base/errors.ts';
import { jsonEqual } from '../../base/json.ts';
import type { Logger } from '../../base/logger.ts';
import type { Entity } from '../../domains/description.ts';
import { capabilitiesSchema } from '../../domains/schemas.ts';
import { optionsOf } from '../../domains/value-text.ts';
import type { EntityMessage, HistoryPoint } from '../messages.ts';
import { Feed } from './feed.ts';
import type { Outbox } from './outbox.ts';
import { defined, Reader, silent } from './reading.ts';
import type { Report } from './reading.ts';

/** How a source is doing: `waiting` has not spoken yet, so the hub keeps what it knows from before. */
export type Health = 'waiting' | 'ok' | 'stale' | 'unavailable';

export interface SlotDeps {
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly clock: Clock;
}

/** One entity of the hub: its number, its item as last read, and what the hub was told of it last. */
export class EntitySlot implements Disposable {
  readonly n: number;
  readonly uniqueId: string;
  readonly entity: Entity<never>;
  readonly #deps: SlotDeps;
  readonly #reader: Reader;
  readonly #feed: Feed | undefined;
  readonly #device: string | null;
  #item: { readonly value: unknown } | undefined;
  #told: Report | undefined;
  #message: EntityMessage | undefined;
  #base: Report = silent('unknown');
  #warned = false;
  #fed = false;
  #health: Health = 'waiting';
  #timer: Disposable | undefined;

  constructor(
    deps: SlotDeps,
    entity: Entity<never>,
    place: { readonly uniqueId: string; readonly device: string | null },
  ) {
    this.#deps = deps;
    this.n = deps.outbox.nextNumber();
    this.entity = entity;
    this.uniqueId = place.uniqueId;
    this.#device = place.device;
    this.#reader = new Reader(entity);
    this.#feed = entity.spec.feed && new Feed(entity, entity.spec.feed);
  }

  /** The item as last read; undefined before the first. */
  get item(): { readonly value: unknown } | undefined {
    return this.#item;
  }

  get told(): Report | undefined {
    return this.#told;
  }

  /** Tells the hub of the entity, again when what it can do has changed. */
  describe(item: { readonly value: unknown } | undefined): void {
    // Only capabilities by function can differ from one item to the next.
    if (this.#message && typeof this.entity.description.capabilities !== 'function') return;
    const message = this.#describe(item);
    if (jsonEqual(message, this.#message)) return;
    this.#message = message;
    this.#deps.outbox.entity(message);
  }

  update(item: unknown, health: Health): void {
    this.#item = { value: item };
    this.describe(this.#item);
    if (this.#feed) {
      const { put, remove, wrong } = this.#feed.update(item);
      if (wrong !== undefined) this.#warn(wrong);
      // The first is whole: the hub may still hold items of an earlier run.
      if (!this.#fed || put.length + remove.length > 0)
        this.#deps.outbox.feed(this.n, !this.#fed, put, remove);
      this.#fed = true;
    } else {
      const { report, wrong } = this.#reader.read(item, this.#options());
      if (wrong !== undefined) this.#warn(wrong);
      this.#base = report;
    }
    this.report(health);
  }

  /** Tells the hub what changed; while the source is away, the last value as stale, then nothing. */
  report(health: Health): void {
    this.#health = health;
    this.#stopTimer();
    if (health === 'waiting' || (!this.#item && health !== 'unavailable')) return;
    if (this.#feed && health !== 'unavailable') this.#present(this.#feed);
    const now = effective(this.#base, health);
    const before = this.#told;
    if (before && jsonEqual(before, now)) return;
    this.#told = now;
    const attributes = before && jsonEqual(before.attributes, now.attributes) ? null : now.attributes;
    this.#deps.outbox.patch([this.n, now.status, now.value, attributes, now.measuredAt]);
  }

  /** What an item of the past says; undefined where it says nothing. */
  history(at: number, item: unknown): HistoryPoint | undefined {
    if (this.#feed) return undefined;
    const { report, wrong } = new Reader(this.entity).read(item, this.#options());
    return wrong === undefined ? [this.n, at, report.status, report.value, report.attributes] : undefined;
  }

  [Symbol.dispose](): void {
    this.#stopTimer();
  }

  #stopTimer(): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }

  #present(feed: Feed): void {
    const { clock } = this.#deps;
    const { reading, changesAt } = feed.present(clock.now());
    const { report, wrong } = this.#reader.check(reading, undefined);
    if (wrong !== undefined) this.#warn(wrong);
    this.#base = report;
    if (changesAt === null) return;
    // At least a millisecond on, so that a moment that has come does not keep the timer turning.
    this.#timer = clock.timer(Math.max(1, changesAt - clock.now()), () => {
      this.report(this.#health);
      this.#deps.outbox.flush();
    });
  }

  #describe(item: { readonly value: unknown } | undefined): EntityMessage {
    const { description, spec } = this.entity;
    const features = description.features ?? [];
    const own =
      typeof description.capabilities === 'function'
        ? description.capabilities(item?.value)
        : (description.capabilities ?? {});
    const given = description.options ? { ...own, options: description.options } : own;
    const checked = capabilitiesSchema(spec, features).safeParse(defined(own));
    if (!checked.success) {
      const issue = checked.error.issues[0];
      throw new Bug(
        `The capabilities of ${this.uniqueId} do not fit its domain: ${issue?.path.join('/')} ${issue?.message}`,
      );
    }
    return {
      n: this.n,
      device: this.#device,
      domain: spec.domain,
      key: description.key,
      unique_id: this.uniqueId,
      name_key: description.name === undefined ? description.key : description.name,
      category: description.category ?? null,
      enabled_by_default: description.enabledByDefault ?? true,
      icon: description.icon ?? null,
      capability: {
        features: [...features],
        deviceClass: description.deviceClass ?? null,
        stateClass: description.stateClass ?? null,
        unit: description.unit ?? null,
        precision: description.precision ?? null,
        attributes: defined(given) as Record<string, never>,
        record: description.record ?? 'changes',
      } as EntityMessage['capability'],
    };
  }

  #options(): readonly string[] | undefined {
    return optionsOf(
      this.entity.spec,
      this.#message?.capability.attributes ?? {},
      this.entity.description.deviceClass,
    );
  }

  #warn(wrong: string): void {
    if (this.#warned) return;
    this.#warned = true;
    this.#deps.log.warn('A reading does not fit its domain; the entity is unknown until it does.', {
      entity: this.uniqueId,
      domain: this.entity.spec.domain,
      reason: wrong,
    });
  }
}

function effective(base: Report, health: Health): Report {
  if (health === 'unavailable') return silent('unavailable');
  if (health === 'stale' && base.status === 'ok') return { ...base, status: 'stale' };
  return base;
}
