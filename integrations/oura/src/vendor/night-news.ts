import { z } from '@lifeops/lib';
import type { StorePort } from '@lifeops/lib';
import { documentHash } from './document-hash.ts';
import type { OuraView } from './oura-view.ts';

export type NightReady = {
  /** Day of waking, YYYY-MM-DD. */
  readonly day: string;
  readonly sleep_id: string;
  readonly score: number;
  readonly total_sleep_seconds: number | null;
};
export type NightNews =
  { readonly kind: 'none' } | { readonly kind: 'ready' | 'revised'; readonly night: NightReady };

const mostRemembered = 60;
/** Hash of what was told, by day and id. */
const rememberedSchema = z.record(z.string(), z.string());

/**
 * Tells once, over restarts too, that the night of today is whole (its sleep and its score are there), and when it was revised
 * after. What was there before the entry existed is no news.
 */
export class NightNewsreader {
  readonly #store: StorePort;
  #told: Record<string, string> | undefined;
  #isFirstRun = false;

  constructor(store: StorePort) {
    this.#store = store;
  }

  /** Remembered before it is told: better not told after a power cut than told twice. */
  async read({ today, night, dailySleep }: OuraView): Promise<NightNews> {
    if (this.#told === undefined) {
      const stored = await this.#store.get('nights', rememberedSchema);
      this.#isFirstRun = stored === undefined;
      this.#told = stored ?? {};
    }
    const isSilent = this.#isFirstRun;
    this.#isFirstRun = false;
    const isWhole = night?.day === today && dailySleep?.day === today && dailySleep.score !== null;
    if (!isWhole) {
      if (isSilent) await this.#remember(this.#told);
      return { kind: 'none' };
    }
    const key = `${today}/${night.id}`;
    const before = this.#told[key];
    const now: NightReady = {
      day: today,
      sleep_id: night.id,
      score: dailySleep.score ?? 0,
      total_sleep_seconds: night.total_sleep_duration,
    };
    const hash = documentHash({ ...now, start: night.bedtime_start, end: night.bedtime_end });
    if (before === hash) return { kind: 'none' };
    await this.#remember({ ...this.#told, [key]: hash });
    if (isSilent) return { kind: 'none' };
    return { kind: before === undefined ? 'ready' : 'revised', night: now };
  }

  async #remember(told: Record<string, string>): Promise<void> {
    this.#told = Object.fromEntries(
      Object.entries(told)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(-mostRemembered),
    );
    await this.#store.set('nights', this.#told);
  }
}
