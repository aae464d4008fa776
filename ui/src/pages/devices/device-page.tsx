import { IconArrowLeft } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WireDevice } from '@lifeops/lib/protocol';
import { EntityRow } from '../../components/entity-row.tsx';
import { Empty, Skeletons } from '../../components/feedback.tsx';
import { Moment } from '../../components/moment.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useMay } from '../../data/use-me.ts';
import { useRegistry } from '../../data/use-registry.ts';
import { DeviceSettings } from './device-settings.tsx';
import { ReplaceDevice } from './replace-device.tsx';
import '../list-filters.css';

export function DevicePage() {
  const { t } = useTranslation('lists');
  const { device: uid } = useParams({ from: '/devices/$device' });
  const { deviceByUid, entities, loading } = useRegistry();
  const device = deviceByUid.get(uid);
  const may = useMay();
  if (!device) {
    return (
      <div className="page">
        {loading ? (
          <Skeletons count={3} />
        ) : (
          <Empty title={t('devices.gone')} text={t('devices.gone_text')} />
        )}
      </div>
    );
  }
  const own = entities.filter(({ device_uid: of }) => of === uid);
  const groups = [null, 'config', 'diagnostic'] as const;
  return (
    <>
      <Page
        title={device.display_name}
        lead={[device.manufacturer, device.model].filter(Boolean).join(' · ') || device.integration}
      >
        <Link to="/devices" className="back-link" style={{ order: -1 }}>
          <IconArrowLeft size={20} aria-hidden="true" /> {t('devices.title')}
        </Link>
        <div className="columns">
          <div className="stack">
            {groups.map((category) => {
              const inside = own.filter((entity) => entity.category === category);
              if (inside.length === 0) return null;
              return (
                <Panel key={category} title={t(`category.${category ?? 'main'}`)}>
                  <ul className="rows">
                    {inside.map((entity) => (
                      <EntityRow key={entity.uid} entity={entity} name={entity.display_name} />
                    ))}
                  </ul>
                </Panel>
              );
            })}
          </div>
          <div className="stack">
            <DeviceFacts device={device} />
            {may('registry:write') && <DeviceSettings key={device.modified_at} device={device} />}
            {may('registry:write') && <ReplaceDevice device={device} />}
          </div>
        </div>
      </Page>
    </>
  );
}

function DeviceFacts({ device }: { readonly device: WireDevice }) {
  const { t } = useTranslation('lists');
  const { deviceByUid } = useRegistry();
  const facts: readonly (readonly [string, string | null | undefined])[] = [
    ['integration', device.integration],
    ['manufacturer', device.manufacturer],
    ['model', device.model],
    ['serial', device.serial_number],
    ['software', device.software_version],
    ['hardware', device.hardware_version],
    ['via', deviceByUid.get(device.via_uid ?? '')?.display_name],
  ];
  return (
    <Panel title={t('devices.about')}>
      <dl className="facts">
        {facts
          .filter(([, value]) => value !== null && value !== undefined)
          .map(([key, value]) => (
            <div key={key} style={{ display: 'contents' }}>
              <dt>{t(`fact.${key}`)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {device.last_seen !== null && (
          <>
            <dt>{t('fact.last_seen')}</dt>
            <dd>
              <Moment at={device.last_seen} />
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
