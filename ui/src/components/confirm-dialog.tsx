import { useState } from 'react';
import { Button, Modal, PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Answer, Question } from './confirm.tsx';

interface ConfirmDialogProps {
  readonly question: Question;
  readonly opened: boolean;
  readonly close: (answer: Answer) => void;
}

/** The question over the page. Escape and the cross mean no. */
export function ConfirmDialog({ question, opened, close }: ConfirmDialogProps) {
  const { t } = useTranslation('shell');
  const [typed, setTyped] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={() => close(false)}
      title={question.title}
      closeButtonProps={{ 'aria-label': t('close') }}
      zIndex={400}
    >
      <form
        className="confirm"
        onSubmit={(event) => {
          event.preventDefault();
          close(question.field === undefined ? true : typed);
        }}
      >
        {question.text !== undefined && <div className="confirm-text">{question.text}</div>}
        {question.field !== undefined && (
          <PasswordInput
            label={question.field}
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
            {...(question.dangerous ? { className: 'danger-button' } : {})}
          >
            {question.yes}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
