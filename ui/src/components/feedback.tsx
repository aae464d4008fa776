import type { ReactNode } from 'react';
import { IconAlertTriangle, IconSeedling } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { asFailure } from '../data/failure.ts';
import './feedback.css';

/** What went wrong, what was kept, what to do. */
export function FailureBox({
  error,
  kept,
  retry,
}: {
  readonly error: unknown;
  readonly kept?: string;
  readonly retry?: () => void;
}) {
  const { t } = useTranslation('shell');
  const failure = asFailure(error);
  return (
    <div className="failure" role="alert">
      <IconAlertTriangle size={24} aria-hidden="true" />
      <div>
        <p className="failure-what">{failure.message}</p>
        <p>{kept ?? t('failure.kept')}</p>
        {failure.issues.length > 0 && (
          <ul>
            {failure.issues.map(({ path, message, expected }) => (
              <li key={`${path}${message}`}>
                <code>{path}</code> {message}
                {expected === undefined ? '' : ` (${expected})`}
              </li>
            ))}
          </ul>
        )}
        {retry && (
          <Button variant="default" mt="sm" onClick={retry}>
            {t('failure.retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Nothing here yet, and what to do about it. */
export function Empty({
  title,
  text,
  action,
  icon,
}: {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
  readonly icon?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon" aria-hidden="true">
        {icon ?? <IconSeedling size={30} stroke={1.5} />}
      </span>
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  );
}

/** Shapes of what is coming, for the second until it is there. */
export function Skeletons({
  count = 6,
  height = '8.75rem',
}: {
  readonly count?: number;
  readonly height?: string;
}) {
  const { t } = useTranslation('shell');
  return (
    <output className="skeletons">
      <span className="visually-hidden">{t('loading')}</span>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} className="skeleton" style={{ height }} />
      ))}
    </output>
  );
}

/** One of: waiting, failed, there. Data of the cache are shown even while the hub fails. */
export function Loaded<T>({
  query,
  children,
  height,
}: {
  readonly query: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly children: (data: T) => ReactNode;
  readonly height?: string;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <FailureBox error={query.error} retry={() => void query.refetch()} />;
  return <Skeletons {...(height === undefined ? {} : { height })} />;
}
