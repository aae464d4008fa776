import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { LifeOpsError } from '@lifeops/lib/client';
import { useSite } from '../data/site.ts';
import { useLanguage } from '../i18n/use-language.ts';
import { showsMoment } from './state-text.ts';
import type { Wording } from './state-text.ts';

const everyMs = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for the page however many relative times it shows. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
const never = () => () => {};
const present = () => Math.floor(Date.now() / everyMs) * everyMs;

/** The present half minute, so that relative times stay true. */
export const useNow = (): number => useSyncExternalStore(subscribe, present);

/** Draws the caller again each half minute if the entity shows a time, and not otherwise. */
export function useTick(entity: WireEntity): void {
  const moves = showsMoment(entity);
  useSyncExternalStore(moves ? subscribe : never, moves ? present : () => 0);
}

const WordingContext = createContext<Wording | undefined>(undefined);

/** Language, units and time zone for all that is below. */
export function WordingProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const site = useSite();
  const wording = useMemo(
    () => ({
      t,
      language,
      now: Date.now,
      units: site?.units ?? 'metric',
      timeZone: validZone(site?.time_zone),
    }),
    [t, language, site?.units, site?.time_zone],
  );
  return <WordingContext.Provider value={wording}>{children}</WordingContext.Provider>;
}

export function useWording(): Wording {
  const wording = useContext(WordingContext);
  if (!wording) throw new LifeOpsError('bug', 'A text was drawn outside of the wording context.');
  return wording;
}

function validZone(zone: string | undefined): string | undefined {
  try {
    if (zone !== undefined) new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return undefined;
  }
}
