import { createHash } from 'node:crypto';
import { canonicalJson, isPlainObject } from '@lifeops/lib';
import type { Json } from '@lifeops/lib';

/** Equal for equal contents, whatever the order of properties: an equal hash means no write and no event. */
export function documentHash(document: object): string {
  return createHash('sha256')
    .update(canonicalJson(withTextForSamples(document) as Json))
    .digest('hex');
}

/** Samples are in order already: as one text they need no ordering item by item. */
const withTextForSamples = (document: object): object =>
  Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      isPlainObject(value) && Array.isArray(value['items'])
        ? { ...value, items: JSON.stringify(value['items']) }
        : value,
    ]),
  );
