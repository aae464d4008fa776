import { asLifeOpsError, AuthExpired, InvalidInput, z } from '@lifeops/lib';
import type { ClockDep, LogDep, StorePort } from '@lifeops/lib';
import { contentHash } from './content-hash.ts';
import { dayMs } from './civil-time.ts';
import { expand } from './expand.ts';
import type { IcsProblem } from './ics-problem.ts';
import { IcsSource } from './ics-source.ts';
import type { IcsLoad, IcsLocation, IcsSourceDeps } from './ics-source.ts';
import type { CalendarInstance } from './series-instances.ts';
import { Zones } from './zones.ts';

/** The calendar as it stands: its instances around now. The same object until something about it has changed. */
export interface CalendarView {
  readonly name: string | null;
  readonly instances: readonly CalendarInstance[];
  readonly problems: readonly IcsProblem[];
}

const daysBack = 31;
const daysAhead = 400;
/** Larger calendars are asked for anew after a restart: a copy would weigh on the hub's database. */
const largestCopyLength = 2_000_000;

const savedSchema = z.object({
  of: z.string(),
  text: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
});

export type FeedDeps = IcsSourceDeps & ClockDep & LogDep & { readonly store: StorePort };
export interface FeedOptions {
  readonly location: IcsLocation;
  /** IANA name of the home's zone. */
  readonly zone: string;
}

/**
 * A calendar kept up to date: loaded by condition, expanded when its content or the day has changed, its last copy kept
 * over restarts for the time when the source is away.
 */
export class CalendarFeed {
  readonly #deps: FeedDeps;
  readonly #options: FeedOptions;
  readonly #source: IcsSource;
  readonly #zones = new Zones();
  readonly #told = new Set<string>();
  #loaded: IcsLoad | undefined;
  #view: CalendarView | undefined;
  #viewedOn = Number.NaN;

  /** Throws `InvalidInput` or `Forbidden` for an address that cannot be used. */
  constructor(deps: FeedDeps, options: FeedOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#source = new IcsSource(deps, options.location);
  }

  /** How often the publisher wants to be asked; null when it does not say or nothing was loaded yet. */
  get refreshIntervalMs(): number | null {
    return this.#loaded?.refreshIntervalMs ?? null;
  }

  /**
   * The first look of a run: as it is now, else the copy of an earlier run. Throws what `IcsSource.load` throws when there is
   * no copy, and `AuthExpired` in any case: only a person can mend that.
   */
  async open(signal: AbortSignal): Promise<CalendarView> {
    const hasCopy = await this.#restore();
    try {
      return await this.refresh(signal);
    } catch (cause) {
      if (!hasCopy || cause instanceof AuthExpired || signal.aborted) throw cause;
      this.#deps.log.warn('The calendar cannot be had now; the copy of the last run is shown.', {
        error: asLifeOpsError(cause),
      });
      return this.#show();
    }
  }

  /** As it is now. The view of before stays good after any failure; throws what `IcsSource.load` throws. */
  async refresh(signal: AbortSignal): Promise<CalendarView> {
    const before = this.#loaded?.saved;
    const loaded = await this.#source.load(signal);
    if (loaded.changed) this.#viewedOn = Number.NaN;
    this.#loaded = loaded;
    const { saved } = loaded;
    if (loaded.changed || saved.etag !== before?.etag || saved.lastModified !== before.lastModified) {
      await this.#save(loaded);
    }
    return this.#show();
  }

  #show(): CalendarView {
    const now = this.#deps.clock.now();
    const today = Math.floor(now / dayMs);
    if (this.#view && this.#viewedOn === today) return this.#view;
    const calendar = this.#loaded?.calendar;
    if (!calendar) return { name: null, instances: [], problems: [] };
    const from = (today - daysBack) * dayMs;
    const to = (today + daysAhead) * dayMs;
    const { instances, problems } = expand(calendar, {
      from,
      to,
      zone: this.#options.zone,
      zones: this.#zones,
    });
    this.#viewedOn = today;
    this.#view = { name: calendar.name, instances, problems: [...calendar.problems, ...problems] };
    this.#tell(this.#view.problems);
    return this.#view;
  }

  /** Each kind of finding once a run: a broken calendar is broken at each look. */
  #tell(problems: readonly IcsProblem[]): void {
    for (const { code, message, line } of problems) {
      if (this.#told.has(code)) continue;
      this.#told.add(code);
      const count = problems.filter((problem) => problem.code === code).length;
      this.#deps.log.warn('Something in the calendar could not be read as it stands.', {
        code,
        reason: message,
        line,
        count,
      });
    }
  }

  async #restore(): Promise<boolean> {
    const { location } = this.#options;
    if (location.type === 'file') return false;
    const saved = await this.#deps.store.get('copy', savedSchema);
    if (saved?.of !== contentHash(location.url)) return false;
    try {
      this.#loaded = this.#source.restore(saved);
      return true;
    } catch (cause) {
      if (cause instanceof InvalidInput) return false;
      throw cause;
    }
  }

  async #save({ saved }: IcsLoad): Promise<void> {
    const { location } = this.#options;
    if (location.type === 'file') return;
    if (saved.text.length > largestCopyLength) await this.#deps.store.remove('copy');
    else await this.#deps.store.set('copy', { of: contentHash(location.url), ...saved });
  }
}
