import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { useOperation } from '../data/use-operation.ts';
import { useMay } from '../data/use-me.ts';
import { useRegistry } from '../data/use-registry.ts';

/** Where it belongs and who uses it. */
export function Related({ entity }: { readonly entity: WireEntity }) {
  const { t } = useTranslation('entity');
  const may = useMay();
  const { deviceByUid, areaByUid } = useRegistry();
  const references = useOperation(
    'entities.references',
    { entity: entity.uid },
    { enabled: may('registry:read') },
  );
  const device = deviceByUid.get(entity.device_uid ?? '');
  const area = areaByUid.get(entity.area ?? '');
  const used = references.data?.references ?? [];
  return (
    <section className="sheet-section" aria-labelledby="related">
      <h3 id="related">{t('related.title')}</h3>
      <ul className="rows">
        {device && (
          <li>
            <Link to="/devices/$device" params={{ device: device.uid }} search={{}} className="row">
              <span className="row-main">
                <span className="row-note">{t('related.device')}</span>
                <span className="row-title">{device.display_name}</span>
              </span>
              <IconChevronRight size={20} aria-hidden="true" />
            </Link>
          </li>
        )}
        <li className="row">
          <span className="row-main">
            <span className="row-note">{t('related.area')}</span>
            <span className="row-title">{area?.name ?? t('related.no_area')}</span>
          </span>
        </li>
        {used.map(({ kind, key, name }) => (
          <li key={`${kind}${key}`} className="row">
            <span className="row-main">
              <span className="row-note">{t(`related.kind.${kind}`, { defaultValue: kind })}</span>
              <span className="row-title">{name}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
