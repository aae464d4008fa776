import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, isPlainObject } from '@lifeops/lib';
import type { JsonObject, LogDep } from '@lifeops/lib';
import type { InstalledIntegration } from './installed.ts';

export const languages = ['en', 'pl', 'sv'] as const;
export type Language = (typeof languages)[number];

/** Translations of integrations, read once when an integration is found. What a language lacks is said in English. */
export class Texts {
  readonly #byIntegration = new Map<string, Readonly<Record<Language, JsonObject>>>();
  readonly #log: LogDep['log'];

  constructor({ log }: LogDep) {
    this.#log = log;
  }

  async load(integration: InstalledIntegration): Promise<void> {
    const texts = await Promise.all(languages.map((language) => this.#read(integration, language)));
    this.#byIntegration.set(integration.id, {
      en: texts[0] as JsonObject,
      pl: texts[1] as JsonObject,
      sv: texts[2] as JsonObject,
    });
  }

  /** All texts of an integration in a language. */
  of(integration: string, language: Language): JsonObject {
    return this.#byIntegration.get(integration)?.[language] ?? {};
  }

  /** One text by its path of keys; undefined where neither the language nor English has it. */
  text(integration: string, language: Language, path: readonly string[]): string | undefined {
    return at(this.of(integration, language), path) ?? at(this.of(integration, 'en'), path);
  }

  /** The name of an entity's key; the key itself, made readable, where nobody translated it. */
  entityName(integration: string, language: Language, key: string): string {
    return this.text(integration, language, ['entities', key]) ?? readable(key);
  }

  async #read(integration: InstalledIntegration, language: Language): Promise<JsonObject> {
    const file = join(integration.folder, 'translations', `${language}.json`);
    try {
      const texts: unknown = JSON.parse(await readFile(file, 'utf8'));
      return isPlainObject(texts) ? (texts as JsonObject) : {};
    } catch (cause) {
      this.#log.debug('An integration has no texts in a language', {
        integration: integration.id,
        language,
        reason: asError(cause).message,
      });
      return {};
    }
  }
}

function at(texts: JsonObject, path: readonly string[]): string | undefined {
  let value: unknown = texts;
  for (const key of path) value = isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof value === 'string' ? value : undefined;
}

const readable = (key: string): string => {
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
