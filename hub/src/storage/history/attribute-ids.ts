import { createHash } from 'node:crypto';
import { usedAtStepMs } from './batch-writer.ts';

interface Known {
  readonly id: number;
  usedAt: number;
}

/** What chatty entities use over and over; the rest is found in the database again. */
const mostKnown = 5000;

/** Remembers which row holds which attributes of which entity, the least lately used forgotten first. */
export class AttributeIds {
  readonly #known = new Map<string, Known>();

  /** The row's number; undefined when it must be asked of the database, or marked there as used at `at`. */
  get(entity: number, document: string, at: number): number | undefined {
    const key = keyOf(entity, document);
    const known = this.#known.get(key);
    if (!known || at > known.usedAt + usedAtStepMs) return undefined;
    this.#known.delete(key);
    this.#known.set(key, known);
    return known.id;
  }

  set(entity: number, document: string, known: Known): void {
    this.#known.set(keyOf(entity, document), known);
    if (this.#known.size <= mostKnown) return;
    for (const oldest of this.#known.keys()) {
      this.#known.delete(oldest);
      return;
    }
  }

  clear(): void {
    this.#known.clear();
  }
}

const keyOf = (entity: number, document: string): string => `${entity} ${document}`;

/** 128 bits of SHA-256: equal for equal documents, and no two others meet by chance. */
export function documentHash(document: string): Uint8Array {
  return createHash('sha256').update(document).digest().subarray(0, 16);
}
