import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireSite } from '@lifeops/lib/protocol';
import { FailureBox, Loaded } from '../../components/feedback.tsx';
import { Panel } from '../../components/page.tsx';
import { useHub } from '../../data/context.ts';
import { useMay } from '../../data/use-me.ts';
import { useAct, useOperation } from '../../data/use-operation.ts';
import { HomeFields } from '../auth/home-fields.tsx';
import type { HomeValues } from '../auth/home-fields.tsx';

const fields = ['name', 'latitude', 'longitude', 'time_zone', 'currency', 'units'] as const;

export function HomePanel() {
  const { t } = useTranslation('settings');
  const query = useOperation('site.get', {});
  return (
    <Panel title={t('home.title')}>
      <Loaded query={query} height="4rem">
        {(site) => <HomeForm key={JSON.stringify(site)} site={site} />}
      </Loaded>
    </Panel>
  );
}

function HomeForm({ site }: { readonly site: WireSite }) {
  const { t } = useTranslation('settings');
  const { notices } = useHub();
  const may = useMay();
  const [values, setValues] = useState<HomeValues>(site);
  const update = useAct('site.update', {
    refresh: ['site.get'],
    quiet: true,
    done: () => notices.say(t('saved')),
  });
  const readOnly = may('settings:write') ? site.read_only : fields;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // Only what may be changed is sent: the rest belongs to the file.
        const changed = fields.filter(
          (field) => !site.read_only.includes(field) && values[field] !== site[field] && values[field] !== '',
        );
        update.mutate(Object.fromEntries(changed.map((field) => [field, values[field]])));
      }}
    >
      {update.error !== null && <FailureBox error={update.error} />}
      <HomeFields values={values} change={setValues} readOnly={readOnly} />
      {may('settings:write') && (
        <div className="form-actions">
          <Button type="submit" loading={update.isPending}>
            {t('save')}
          </Button>
        </div>
      )}
    </form>
  );
}
