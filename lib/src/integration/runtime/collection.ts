import { Bug } from '../../base/errors.ts';
import type { Entity } from '../../domains/description.ts';
import { isSlug } from '../../model/ids.ts';
import type { DeviceInfo, ItemInfo, Many } from '../source.ts';

/** A kind of thing below a source, as the integration described it: which items, and which entities each has. */
export class Collection<I> implements Many<I> {
  readonly children: Collection<never>[] = [];
  readonly entities: Entity<never>[] = [];
  readonly items: (data: never) => Iterable<unknown>;
  readonly describe: (item: never) => ItemInfo & { readonly fixed?: DeviceInfo };
  /** Set when the same item must be read again though it is the same object: what a source gives as a whole. */
  readonly always: boolean;
  readonly #changed: () => void;

  constructor(options: {
    readonly items: (data: never) => Iterable<unknown>;
    readonly describe: (item: never) => ItemInfo & { readonly fixed?: DeviceInfo };
    readonly always?: boolean;
    /** Called when entities or children were added, so that they appear at once. */
    readonly changed: () => void;
  }) {
    this.items = options.items;
    this.describe = options.describe;
    this.always = options.always ?? false;
    this.#changed = options.changed;
  }

  each<J>(items: (data: I) => Iterable<J>, describe: (item: J) => ItemInfo): Many<J> {
    const child = new Collection<J>({
      items: items as (data: never) => Iterable<unknown>,
      describe: describe as (item: never) => ItemInfo,
      changed: this.#changed,
    });
    this.children.push(child as unknown as Collection<never>);
    return child;
  }

  device(info: DeviceInfo, entities: readonly Entity<never>[]): void {
    const fixed = new Collection<I>({
      items: (data) => [data],
      describe: () => ({ key: info.key, fixed: info }),
      always: true,
      changed: this.#changed,
    });
    checkEntities(entities);
    fixed.entities.push(...entities);
    this.children.push(fixed as unknown as Collection<never>);
    this.#changed();
  }

  add(entities: readonly Entity<never>[]): void {
    checkEntities(entities);
    this.entities.push(...entities);
    this.#changed();
  }
}

function checkEntities(entities: readonly Entity<never>[]): void {
  for (const { description, spec } of entities) {
    if (!isSlug(description.key)) {
      throw new Bug(
        `"${description.key}" is no key of an entity (${spec.domain}): lower case, digits, underscores.`,
      );
    }
  }
}
