import { useMemo, useState } from 'react';
import { IconChevronRight, IconCloud, IconCpu2, IconDevices } from '@tabler/icons-react';
import { Button, NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Empty, FailureBox, Skeletons } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useRegistry } from '../../data/use-registry.ts';
import { matches } from '../../format/matches.ts';
import '../list-filters.css';

export function DevicesPage() {
  const { t } = useTranslation('lists');
  const { devices, areas, areaByUid, entities, loading, error } = useRegistry();
  const [query, setQuery] = useState('');
  const [area, setArea] = useState('');
  const [integration, setIntegration] = useState('');
  const counts = useMemo(() => Map.groupBy(entities, ({ device_uid: uid }) => uid), [entities]);
  const integrations = [...new Set(devices.map((device) => device.integration))].sort();
  const found = devices
    .filter((device) => area === '' || (device.area_uid ?? 'none') === area)
    .filter((device) => integration === '' || device.integration === integration)
    .filter((device) =>
      matches(query, device.display_name, device.manufacturer, device.model, device.integration),
    )
    .sort((a, b) => a.display_name.localeCompare(b.display_name));
  return (
    <Page title={t('devices.title')} lead={t('devices.lead')}>
      <div className="filters">
        <SearchField label={t('devices.search')} value={query} change={setQuery} />
        <NativeSelect
          aria-label={t('filter.area')}
          value={area}
          data={[
            { value: '', label: t('filter.all_areas') },
            ...areas.map(({ uid, name }) => ({ value: uid, label: name })),
            { value: 'none', label: t('filter.no_area') },
          ]}
          onChange={(event) => setArea(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={t('filter.integration')}
          value={integration}
          data={[{ value: '', label: t('filter.all_integrations') }, ...integrations]}
          onChange={(event) => setIntegration(event.currentTarget.value)}
        />
      </div>
      {error !== null && devices.length === 0 && <FailureBox error={error} />}
      {loading && devices.length === 0 && error === null && <Skeletons count={6} height="4rem" />}
      {!loading && devices.length === 0 && (
        <Empty
          icon={<IconDevices size={30} stroke={1.5} />}
          title={t('devices.empty')}
          text={t('devices.empty_text')}
          action={
            <Button component={Link} to="/integrations">
              {t('devices.empty_action')}
            </Button>
          }
        />
      )}
      {devices.length > 0 && (
        <Panel>
          {found.length === 0 && <p className="row-note">{t('filter.none')}</p>}
          <ul className="rows long-list">
            {found.map((device) => (
              <li key={device.uid}>
                <Link to="/devices/$device" params={{ device: device.uid }} className="row">
                  <span className="row-icon" aria-hidden="true">
                    {device.kind === 'service' ? (
                      <IconCloud size={22} stroke={1.75} />
                    ) : (
                      <IconCpu2 size={22} stroke={1.75} />
                    )}
                  </span>
                  <span className="row-main">
                    <span className="row-title">{device.display_name}</span>
                    <span className="row-note">
                      {[areaByUid.get(device.area_uid ?? '')?.name, device.manufacturer, device.model]
                        .filter(Boolean)
                        .join(' · ') || device.integration}
                    </span>
                  </span>
                  {device.disabled_by !== null && <span className="tag">{t('disabled')}</span>}
                  <span className="row-value">
                    {t('count.entities', { count: counts.get(device.uid)?.length ?? 0 })}
                  </span>
                  <IconChevronRight size={20} aria-hidden="true" />
                </Link>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}
