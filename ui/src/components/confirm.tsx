import { createContext, useCallback, useContext, useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export interface Question {
  readonly title: string;
  readonly text?: ReactNode;
  readonly yes: string;
  readonly dangerous?: boolean;
  /** Label of a text to give with the answer, a code say. */
  readonly field?: string;
}
/** False: no. True: yes. A text: yes, with what was typed. */
type Answer = boolean | string;
type Ask = (question: Question) => Promise<Answer>;

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false));

/** Asks before what cannot be taken back or lets somebody in. */
export const useConfirm = (): Ask => useContext(ConfirmContext);

export function ConfirmProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('shell');
  const [asked, setAsked] = useState<{
    readonly question: Question;
    readonly answer: (answer: Answer) => void;
  }>();
  const [opened, setOpened] = useState(false);
  const [typed, setTyped] = useState('');
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setTyped('');
        setAsked({ question, answer: resolve });
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
      <Modal
        opened={opened}
        onClose={() => close(false)}
        title={asked?.question.title}
        closeButtonProps={{ 'aria-label': t('close') }}
        zIndex={400}
      >
        <form
          className="confirm"
          onSubmit={(event) => {
            event.preventDefault();
            close(asked?.question.field === undefined ? true : typed);
          }}
        >
          {asked?.question.text !== undefined && <div className="confirm-text">{asked.question.text}</div>}
          {asked?.question.field !== undefined && (
            <PasswordInput
              label={asked.question.field}
              value={typed}
              required
              autoComplete="off"
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
          <div className="form-actions">
            <Button variant="default" onClick={() => close(false)}>
              {t('cancel')}
            </Button>
            <Button
              type="submit"
              data-autofocus
              {...(asked?.question.dangerous ? { className: 'danger-button' } : {})}
            >
              {asked?.question.yes}
            </Button>
          </div>
        </form>
      </Modal>
    </ConfirmContext.Provider>
  );
}
