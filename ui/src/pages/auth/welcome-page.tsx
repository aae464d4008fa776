import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OperationOutput, Operations } from '@lifeops/lib/protocol';
import { FailureBox } from '../../components/feedback.tsx';
import { useHub } from '../../data/context.ts';
import { useAct } from '../../data/use-operation.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { HomeFields } from './home-fields.tsx';
import type { HomeValues } from './home-fields.tsx';
import { OwnerFields } from './owner-fields.tsx';
import type { OwnerValues } from './owner-fields.tsx';
import { DoorFrame } from './door-frame.tsx';
import { shortest } from './password-strength.ts';

/** First run: who owns the hub, and where the home is. Two short steps; the second may be left as it is. */
export function WelcomePage({
  hub: { code_required: codeRequired, site_name: siteName, time_zone: zone },
}: {
  readonly hub: OperationOutput<Operations['auth.first_run']>;
}) {
  const { t } = useTranslation('auth');
  const language = useLanguage();
  const { session } = useHub();
  const [step, setStep] = useState(0);
  const [owner, setOwner] = useState<OwnerValues>({ name: '', password: '', code: '' });
  const [home, setHome] = useState<HomeValues>({
    name: siteName,
    latitude: '',
    longitude: '',
    time_zone: zone,
    currency: { en: 'EUR', pl: 'PLN', sv: 'SEK' }[language],
    units: 'metric',
  });
  const create = useAct('auth.create_owner', { quiet: true, done: ({ token }) => session.begin(token) });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (step === 0) {
      setStep(1);
      return;
    }
    const { latitude, longitude, ...rest } = home;
    const place =
      typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : {};
    create.mutate({
      name: owner.name,
      password: owner.password,
      language,
      site: { ...rest, ...place },
      ...(codeRequired ? { code: owner.code } : {}),
    });
  };
  return (
    <DoorFrame wide title={t('welcome.title')} lead={t(step === 0 ? 'welcome.lead' : 'welcome.home_lead')}>
      <form onSubmit={submit}>
        <ol className="steps" aria-label={t('welcome.step', { step: step + 1, of: 2 })}>
          <li data-done />
          <li data-done={step > 0 || undefined} />
        </ol>
        {create.error !== null && <FailureBox error={create.error} kept={t('welcome.kept')} />}
        {step === 0 ? (
          <OwnerFields values={owner} change={setOwner} codeRequired={codeRequired} />
        ) : (
          <HomeFields values={home} change={setHome} />
        )}
        <div className="form-actions">
          {step > 0 && (
            <Button variant="default" onClick={() => setStep(0)}>
              {t('welcome.back')}
            </Button>
          )}
          <Button
            type="submit"
            loading={create.isPending}
            disabled={step === 0 && owner.password.length < shortest}
          >
            {t(step === 0 ? 'welcome.next' : 'welcome.create')}
          </Button>
        </div>
      </form>
    </DoorFrame>
  );
}
