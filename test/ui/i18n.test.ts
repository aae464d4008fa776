import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../ui/src/i18n');
const languages = ['en', 'pl', 'sv'] as const;

type Texts = { readonly [key: string]: string | Texts };
const read = async (language: string, area: string): Promise<Texts> =>
  JSON.parse(await readFile(join(folder, language, area), 'utf8')) as Texts;

const flat = (texts: Texts, path = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  );
const plural = /_(?:zero|one|two|few|many|other)$/;

describe('the texts of the UI', () => {
  for (const language of languages) {
    it(`has in ${language} every text of English, with the plurals of that language`, async () => {
      const areas = await readdir(join(folder, 'en'));
      assert.deepEqual(await readdir(join(folder, language)), areas);
      const forms = new Intl.PluralRules(language)
        .resolvedOptions()
        .pluralCategories.map((form) => `_${form}`);
      for (const area of areas) {
        const english = flat(await read('en', area)).map(([key]) => key);
        const expected = new Set(
          english.flatMap((key) =>
            plural.test(key) ? forms.map((form) => key.replace(plural, form)) : [key],
          ),
        );
        const own = flat(await read(language, area)).map(([key]) => key);
        assert.deepEqual([...own].sort(), [...expected].sort(), `${language}/${area}`);
      }
    });
  }

  it('uses the same placeholders in every language', async () => {
    for (const area of await readdir(join(folder, 'en'))) {
      const english = new Map(flat(await read('en', area)));
      for (const language of languages) {
        for (const [key, text] of flat(await read(language, area))) {
          const reference = english.get(key) ?? english.get(key.replace(plural, '_other')) ?? '';
          assert.deepEqual(placeholders(text), placeholders(reference), `${language}/${area} ${key}`);
        }
      }
    }
  });
});

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();
