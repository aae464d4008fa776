import { InvalidInput } from '../base/errors.ts';

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** The key inside: a ULID that never changes. Every stored reference holds it. */
export type Uid = Brand<string, 'Uid'>;
/** `domain.object_id`: a name that people may change; former ones go on resolving. */
export type EntityId = Brand<string, 'EntityId'>;
/** The id of a hub in a household of several. */
export type NodeId = Brand<string, 'NodeId'>;

const slugPattern = /^[a-z0-9]+(?:_[a-z0-9]+)*$/;

/** Lower-case letters, digits and single inner underscores, at most 64 (hub-model §2). */
export const isSlug = (text: string): boolean => text.length <= 64 && slugPattern.test(text);

export function isEntityId(text: string): text is EntityId {
  const dot = text.indexOf('.');
  return dot > 0 && text.length <= 255 && isSlug(text.slice(0, dot)) && slugPattern.test(text.slice(dot + 1));
}

/** Folds case; throws `InvalidInput` for what is no entity id. */
export function parseEntityId(text: string): EntityId {
  const folded = text.toLowerCase();
  if (isEntityId(folded)) return folded;
  throw new InvalidInput(`"${text}" is no entity id; it looks like light.kitchen.`, [
    {
      path: '/entity_id',
      message: 'no entity id',
      expected: 'domain.name in lower case, as light.kitchen',
      got: text,
    },
  ]);
}

export const domainOf = (id: EntityId): string => id.slice(0, id.indexOf('.'));

/** For ids that come from our own storage or ULID factory. */
export const asUid = (text: string): Uid => text as Uid;
export const asNodeId = (text: string): NodeId => text as NodeId;

const letters: Readonly<Record<string, string>> = {
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ı: 'i',
};

/** A name in any European language as the second half of an entity id: "Półka w łazience" → `polka_w_lazience`. */
export function slugify(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[łđðþßæœøı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 64)
    .replace(/_+$/, '');
  return plain === '' ? 'unnamed' : plain;
}
