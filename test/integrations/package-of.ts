import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@lifeops/lib';

/** What stands beside the code of an integration, for its conformance. */
export function packageOf(id: string): {
  readonly manifest: JsonObject;
  readonly translations: Readonly<Record<string, JsonObject>>;
} {
  const read = (path: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, '../../integrations', id, path), 'utf8')) as JsonObject;
  const languages = ['en', 'pl', 'sv'].map((language) => [language, read(`translations/${language}.json`)]);
  return {
    manifest: read('manifest.json'),
    translations: Object.fromEntries(languages) as Record<string, JsonObject>,
  };
}
