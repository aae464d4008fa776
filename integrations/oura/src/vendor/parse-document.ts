import { isPlainObject } from '@lifeops/lib';
import type { z } from '@lifeops/lib';

/** A document, or a field of it, that did not look as described. Never a value, which may be private. */
export interface DocumentProblem {
  readonly collection: string;
  /** Null for rows without one. */
  readonly documentId: string | null;
  /** The property, as `hrv.items.3`; empty when the whole is no object. */
  readonly path: string;
  readonly message: string;
  /** True when the whole document had to be left out; else the property alone was set to null. */
  readonly dropped: boolean;
}

export interface ParsedDocument<T> {
  readonly document: T | null;
  readonly problems: readonly DocumentProblem[];
}

/**
 * Reads one document leniently: an optional property of the wrong type becomes null, so that one odd field does not
 * hide a night. A document that lacks what it is filed by (id, day, time) is left out. Either way a problem tells.
 */
export function parseDocument<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  collection: string,
): ParsedDocument<z.output<S>> {
  const first = schema.safeParse(raw);
  if (first.success) return { document: first.data, problems: [] };
  const documentId = isPlainObject(raw) && typeof raw['id'] === 'string' ? raw['id'] : null;
  const problemOf = (issue: z.core.$ZodIssue, dropped: boolean): DocumentProblem => ({
    collection,
    documentId,
    path: issue.path.map(String).join('.'),
    message: issue.message,
    dropped,
  });
  if (isPlainObject(raw)) {
    const blanked = { ...raw };
    for (const issue of first.error.issues) {
      const [property] = issue.path;
      if (typeof property === 'string') blanked[property] = null;
    }
    const second = schema.safeParse(blanked);
    if (second.success) {
      return { document: second.data, problems: first.error.issues.map((issue) => problemOf(issue, false)) };
    }
  }
  return { document: null, problems: first.error.issues.map((issue) => problemOf(issue, true)) };
}
