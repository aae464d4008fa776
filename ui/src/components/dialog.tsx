import type { ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FailureBox } from './feedback.tsx';

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly save?: () => void;
  readonly saveLabel?: string;
  readonly saving?: boolean;
  readonly error?: unknown;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A small form over the page. Escape and the cross leave everything as it was. */
export function Dialog({
  title,
  close,
  save,
  saveLabel,
  saving = false,
  error,
  aside,
  children,
}: DialogProps) {
  const { t } = useTranslation('shell');
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close'), size: 44 }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save?.();
        }}
      >
        <div className="fields">
          {error !== null && error !== undefined && <FailureBox error={error} />}
          {children}
        </div>
        <div className="form-actions">
          {aside}
          <Button variant="default" onClick={close}>
            {t(save ? 'cancel' : 'close')}
          </Button>
          {save && (
            <Button type="submit" loading={saving}>
              {saveLabel ?? t('save')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}
