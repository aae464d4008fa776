import type { DayCollection, DocumentOf } from './collections.ts';
import { dayCollectionNames } from './collections.ts';
import type { OuraDocuments } from './day-summary.ts';
import { daysOf } from './document-days.ts';
import { documentHash } from './document-hash.ts';
import type { Fetched } from './oura-client.ts';
import type { DayRange } from './times.ts';

interface Kept {
  readonly hash: string;
  document: DocumentOf<DayCollection>;
}

/** Samples and phases within a document: a hundred times its size, and read once, when it is new. */
const fineGrained = [
  'met',
  'class_5_min',
  'heart_rate',
  'hrv',
  'heart_rate_variability',
  'motion_count',
  'movement_30_sec',
  'sleep_phase_5_min',
  'sleep_phase_30_sec',
  'app_sleep_phase_5_min',
];

/**
 * The documents of the last weeks, by collection and id. What has changed is there whole until it is told; after that a
 * document is kept without its samples and phases, which are null then.
 */
export class DocumentStore {
  readonly #byCollection = new Map<DayCollection, Map<string, Kept>>();
  /** Those with samples. */
  readonly #fresh: Kept[] = [];

  /**
   * Takes what a range holds now: adds, replaces, and removes what a whole answer no longer has. Gives the days of which
   * something has changed; an equal document is no change.
   */
  take<N extends DayCollection>(
    name: N,
    range: DayRange,
    fetched: Fetched<DocumentOf<N>>,
  ): ReadonlySet<string> {
    const kept = this.#byCollection.get(name) ?? new Map<string, Kept>();
    this.#byCollection.set(name, kept);
    const changed = new Set<string>();
    const present = new Set<string>();
    for (const document of fetched.documents) {
      present.add(document.id);
      const hash = documentHash(document);
      const before = kept.get(document.id);
      if (before?.hash === hash) continue;
      if (before) changed.add(daysOf(before.document).from);
      const entry = { hash, document };
      kept.set(document.id, entry);
      this.#fresh.push(entry);
      changed.add(daysOf(document).from);
    }
    if (!fetched.complete) return changed;
    for (const [id, { document }] of kept) {
      const { from, to } = daysOf(document);
      if (present.has(id) || to < range.from || from > range.to) continue;
      kept.delete(id);
      changed.add(from);
    }
    return changed;
  }

  /** Drops what ended before the day. */
  forgetBefore(day: string): void {
    for (const kept of this.#byCollection.values()) {
      for (const [id, { document }] of kept) if (daysOf(document).to < day) kept.delete(id);
    }
  }

  /** What changed has been told: samples and phases go. */
  forgetSamples(): void {
    for (const kept of this.#fresh.splice(0)) kept.document = withoutSamples(kept.document);
  }

  /** All documents, or those that begin on one of the days. */
  documents(days?: ReadonlySet<string>): OuraDocuments {
    const entries = dayCollectionNames.map((name) => {
      const all = [...(this.#byCollection.get(name)?.values() ?? [])].map(({ document }) => document);
      return [name, days ? all.filter((document) => days.has(daysOf(document).from)) : all];
    });
    return Object.fromEntries(entries) as OuraDocuments;
  }
}

function withoutSamples(document: DocumentOf<DayCollection>): DocumentOf<DayCollection> {
  const gone = fineGrained.filter((name) => name in document).map((name) => [name, null] as const);
  return gone.length === 0 ? document : { ...document, ...Object.fromEntries(gone) };
}
