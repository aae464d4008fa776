import i18next from 'i18next';
import type { i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isLanguage, languages } from './use-language.ts';
import type { Language } from './use-language.ts';

const storageKey = 'lifeops.language';

const texts: Readonly<Record<Language, () => Promise<{ readonly texts: Record<string, object> }>>> = {
  en: () => import('./en.ts'),
  pl: () => import('./pl.ts'),
  sv: () => import('./sv.ts'),
};

/** i18next in the language of this browser: what the person chose, else the first of the browser's that there is. */
export async function setUpTexts(): Promise<i18n> {
  const language = storedLanguage() ?? browserLanguage();
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    resources: { [language]: (await texts[language]()).texts } as never,
    defaultNS: 'shell',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
  return instance;
}

/** Loads its texts, switches every page, and keeps the choice. */
export async function switchLanguage(instance: i18n, language: Language): Promise<void> {
  const loaded = await texts[language]();
  for (const [area, words] of Object.entries(loaded.texts)) instance.addResourceBundle(language, area, words);
  await instance.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}

function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(storageKey);
    return isLanguage(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

const browserLanguage = (): Language =>
  navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? languages[0];
