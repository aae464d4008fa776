import { useTranslation } from 'react-i18next';

export const languages = ['en', 'pl', 'sv'] as const;
export type Language = (typeof languages)[number];

/** In their own words. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  pl: 'Polski',
  sv: 'Svenska',
};

export const isLanguage = (text: unknown): text is Language => languages.includes(text as Language);

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : 'en';
}
