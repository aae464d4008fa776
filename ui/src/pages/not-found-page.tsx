import { IconMapQuestion } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, FailureBox } from '../components/feedback.tsx';

export function NotFoundPage() {
  const { t } = useTranslation('shell');
  return (
    <Empty
      icon={<IconMapQuestion size={30} stroke={1.5} />}
      title={t('not_found.title')}
      text={t('not_found.text')}
      action={
        <Button component={Link} to="/">
          {t('not_found.action')}
        </Button>
      }
    />
  );
}

export function PageFailure({ error, reset }: { readonly error: unknown; readonly reset?: () => void }) {
  return (
    <div className="page">
      <FailureBox error={error} {...(reset ? { retry: reset } : {})} />
    </div>
  );
}
