import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { languageNames, languages, useLanguage } from '../../i18n/use-language.ts';
import { switchLanguage } from '../../i18n/setup.ts';
import './door.css';

/** The page before one is in: the mark, one card, the languages. */
export function DoorFrame({
  title,
  lead,
  wide,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const { i18n } = useTranslation();
  const language = useLanguage();
  return (
    <div className="door-frame" data-wide={wide || undefined}>
      <header>
        <img src="/icon.svg" alt="" width="64" height="64" />
        <h1>{title}</h1>
        <p>{lead}</p>
      </header>
      <div className="panel">{children}</div>
      <p className="door-languages">
        {languages.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-pressed={each === language}
            onClick={() => void switchLanguage(i18n, each)}
          >
            {languageNames[each]}
          </button>
        ))}
      </p>
    </div>
  );
}
