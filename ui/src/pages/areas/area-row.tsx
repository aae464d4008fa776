import { IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireArea } from '@lifeops/lib/protocol';
import { useAct } from '../../data/use-operation.ts';
import { useMay } from '../../data/use-me.ts';
import { useRegistry } from '../../data/use-registry.ts';

interface AreaRowProps {
  readonly area: WireArea;
  readonly before: WireArea | undefined;
  readonly after: WireArea | undefined;
  readonly edit: () => void;
}

export function AreaRow({ area, before, after, edit }: AreaRowProps) {
  const { t } = useTranslation('lists');
  const may = useMay();
  const { areas, entities, devices } = useRegistry();
  const move = useAct('areas.update', { refresh: ['areas.list'] });
  const swap = (other: WireArea) => {
    // Two areas may have the same position; counting anew gives each its own.
    const order = areas.map(({ uid }) => uid);
    const [mine, theirs] = [order.indexOf(area.uid), order.indexOf(other.uid)];
    move.mutate({ uid: area.uid, position: theirs });
    move.mutate({ uid: other.uid, position: mine });
  };
  return (
    <li className="row">
      <span className="row-main">
        <span className="row-title">{area.name}</span>
        <span className="row-note">
          {t('count.devices', { count: devices.filter(({ area_uid: uid }) => uid === area.uid).length })}
          {' · '}
          {t('count.entities', { count: entities.filter((entity) => entity.area === area.uid).length })}
        </span>
      </span>
      {may('registry:write') && (
        <span className="row-actions">
          <ActionIcon
            disabled={!before}
            aria-label={t('areas.up', { name: area.name })}
            onClick={() => before && swap(before)}
          >
            <IconArrowUp size={20} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon
            disabled={!after}
            aria-label={t('areas.down', { name: area.name })}
            onClick={() => after && swap(after)}
          >
            <IconArrowDown size={20} aria-hidden="true" />
          </ActionIcon>
          <ActionIcon aria-label={t('areas.edit', { name: area.name })} onClick={edit}>
            <IconPencil size={20} aria-hidden="true" />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
