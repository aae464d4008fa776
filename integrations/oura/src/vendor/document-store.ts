import type { DayCollection, DocumentOf } from './collections.ts';
import { dayCollectionNames } from './collections.ts';
import type { OuraDocuments } from './day-summary.ts';
import { daysOf } from './document-days.ts';
import { documentHash } from './document-hash.ts';
import type { Fetched } from './oura-client.ts';
import type { DayRange } from './times.ts';

interface Kept {
  readonly hash: string;
  readonly document: DocumentOf<DayCollection>;
}

/** The documents of the last weeks, by collection and id. */
export class DocumentStore {
  readonly #byCollection = new Map<DayCollection, Map<string, Kept>>();

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
      kept.set(document.id, { hash, document });
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

  /** All documents, or those that begin on one of the days. */
  documents(days?: ReadonlySet<string>): OuraDocuments {
    const entries = dayCollectionNames.map((name) => {
      const all = [...(this.#byCollection.get(name)?.values() ?? [])].map(({ document }) => document);
      return [name, days ? all.filter((document) => days.has(daysOf(document).from)) : all];
    });
    return Object.fromEntries(entries) as OuraDocuments;
  }
}
