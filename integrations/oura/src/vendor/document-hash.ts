import { createHash } from 'node:crypto';
import { canonicalJson } from '@lifeops/lib';
import type { Json } from '@lifeops/lib';

/** Equal for equal contents, whatever the order of properties: an equal hash means no write and no event. */
export function documentHash(document: object): string {
  return createHash('sha256')
    .update(canonicalJson(document as Json))
    .digest('hex');
}
