import { createContext, lazy, Suspense, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';

export interface Question {
  readonly title: string;
  readonly text?: ReactNode;
  readonly yes: string;
  readonly dangerous?: boolean;
  /** Label of a text to give with the answer, a code say. */
  readonly field?: string;
}
/** False: no. True: yes. A text: yes, with what was typed. */
export type Answer = boolean | string;
type Ask = (question: Question) => Promise<Answer>;

const ConfirmDialog = lazy(async () => ({ default: (await import('./confirm-dialog.tsx')).ConfirmDialog }));

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Asks before what cannot be taken back or lets somebody in. */
export const useConfirm = (): Ask => useContext(ConfirmContext);

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<{
    readonly question: Question;
    readonly answer: (answer: Answer) => void;
    readonly number: number;
  }>();
  const [opened, setOpened] = useState(false);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setAsked((before) => ({ question, answer: resolve, number: (before?.number ?? 0) + 1 }));
        setOpened(true);
      }),
    [],
  );
  const close = (answer: Answer) => {
    asked?.answer(answer);
    setOpened(false);
  };
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      {asked && (
        <Suspense fallback={null}>
          <ConfirmDialog key={asked.number} question={asked.question} opened={opened} close={close} />
        </Suspense>
      )}
    </ConfirmContext.Provider>
  );
}
