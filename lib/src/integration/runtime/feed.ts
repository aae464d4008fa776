import type { z } from 'zod';
import { asError } from '../../base/errors.ts';
import { jsonEqual } from '../../base/json.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Entity } from '../../domains/description.ts';
import type { FeedSpec } from '../../domains/spec.ts';
import { defined } from './reading.ts';

type Item = JsonObject & { readonly id: string };
interface Kept {
  readonly raw: unknown;
  readonly item: Item;
}

export interface FeedChange {
  readonly put: readonly Item[];
  readonly remove: readonly string[];
}

/** The list-like content of one entity, and how it differs from what was told before. */
export class Feed {
  readonly spec: FeedSpec;
  readonly #entity: Entity<never>;
  #byId = new Map<string, Kept>();

  constructor(entity: Entity<never>, spec: FeedSpec) {
    this.#entity = entity;
    this.spec = spec;
  }

  /** Reads the list anew. Items that do not fit the schema are left out; `wrong` names the first. */
  update(data: unknown): FeedChange & { readonly wrong: string | undefined } {
    let wrong: string | undefined;
    const now = new Map<string, Kept>();
    const put: Item[] = [];
    for (const raw of this.#items(data)) {
      const kept = this.#same(raw) ?? this.#parse(raw);
      if (typeof kept === 'string') {
        wrong ??= kept;
        continue;
      }
      const { id } = kept.item;
      if (now.has(id)) {
        wrong ??= `two items have the id ${id}`;
        continue;
      }
      const before = this.#byId.get(id);
      if (!before || (before !== kept && !jsonEqual(before.item, kept.item))) put.push(kept.item);
      now.set(id, kept);
    }
    const remove = [...this.#byId.keys()].filter((id) => !now.has(id));
    this.#byId = now;
    return { put, remove, wrong };
  }

  /** The state that follows from the list at a moment, and when it changes next by itself. */
  present(now: number): { readonly reading: unknown; readonly changesAt: number | null } {
    const items = [...this.#byId.values()].map(({ item }) => item);
    const { value, attributes, changesAt } = this.spec.present(items as unknown as readonly never[], now);
    return { reading: { value, attributes: defined(attributes) }, changesAt };
  }

  #items(data: unknown): Iterable<unknown> {
    const description = this.#entity.description as unknown as Readonly<
      Record<string, (data: unknown) => Iterable<unknown>>
    >;
    return description[this.spec.name]?.(data) ?? [];
  }

  #same(raw: unknown): Kept | undefined {
    const id = (raw as { readonly id?: unknown } | null)?.id;
    const kept = typeof id === 'string' ? this.#byId.get(id) : undefined;
    return kept?.raw === raw ? kept : undefined;
  }

  #parse(raw: unknown): Kept | string {
    try {
      const parsed = (this.spec.item as z.ZodType<Item>).safeParse(raw);
      if (parsed.success) return { raw, item: defined(parsed.data) as Item };
      return `${parsed.error.issues[0]?.path.join('/')}: ${parsed.error.issues[0]?.message}`;
    } catch (cause) {
      return asError(cause).message;
    }
  }
}
