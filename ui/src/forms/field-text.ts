import type { Json, JsonObject } from '@lifeops/lib';
import { isObject } from './json-schema.ts';

/**
 * Texts of an integration's translations for its form: `config.<field>` is a title, or `{ title, description }`; fields of
 * objects stand below theirs. List numbers have no texts of their own.
 */
export const fieldText =
  (texts: JsonObject | undefined) =>
  (path: string, part: 'title' | 'description'): string | undefined => {
    const steps = path.split('/').filter((step) => step !== '' && !/^\d+$/.test(step));
    for (const area of ['config', 'options', 'fields']) {
      const found = steps.reduce<Json | undefined>(
        (node, step) => (isObject(node) ? node[step] : undefined),
        texts?.[area],
      );
      if (typeof found === 'string' && part === 'title') return found;
      const own = isObject(found) ? found[part] : undefined;
      if (typeof own === 'string') return own;
    }
    return undefined;
  };
