import { useState } from 'react';
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireArea } from '@lifeops/lib/protocol';
import { Empty, FailureBox, Skeletons } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { useMay } from '../../data/use-me.ts';
import { useRegistry } from '../../data/use-registry.ts';
import { AreaDialog } from './area-dialog.tsx';
import { AreaRow } from './area-row.tsx';
import { FloorDialog } from './floor-dialog.tsx';

export function AreasPage() {
  const { t } = useTranslation('lists');
  const may = useMay();
  const { areas, floors, loading, error } = useRegistry();
  const [area, setArea] = useState<WireArea | 'new'>();
  const [floor, setFloor] = useState(false);
  const groups = [...floors, null].map((each) => ({
    floor: each,
    areas: areas.filter(
      ({ floor_uid: uid }) =>
        (floors.some((known) => known.uid === uid) ? uid : null) === (each?.uid ?? null),
    ),
  }));
  return (
    <Page
      title={t('areas.title')}
      lead={t('areas.lead')}
      actions={
        may('registry:write') && (
          <>
            <Button variant="default" onClick={() => setFloor(true)}>
              {t('areas.add_floor')}
            </Button>
            <Button leftSection={<IconPlus size={20} aria-hidden="true" />} onClick={() => setArea('new')}>
              {t('areas.add')}
            </Button>
          </>
        )
      }
    >
      {error !== null && areas.length === 0 && <FailureBox error={error} />}
      {loading && areas.length === 0 && error === null && <Skeletons count={4} height="4rem" />}
      {!loading && areas.length === 0 && (
        <Empty
          icon={<IconLayoutGrid size={30} stroke={1.5} />}
          title={t('areas.empty')}
          text={t('areas.empty_text')}
        />
      )}
      {groups
        .filter((group) => group.areas.length > 0 || group.floor !== null)
        .map((group) => (
          <Panel
            key={group.floor?.uid ?? ''}
            {...(floors.length > 0 ? { title: group.floor?.name ?? t('areas.no_floor') } : {})}
          >
            {group.areas.length === 0 && <p className="row-note">{t('areas.floor_empty')}</p>}
            <ul className="rows">
              {group.areas.map((each, index) => (
                <AreaRow
                  key={each.uid}
                  area={each}
                  before={group.areas[index - 1]}
                  after={group.areas[index + 1]}
                  edit={() => setArea(each)}
                />
              ))}
            </ul>
          </Panel>
        ))}
      {area !== undefined && <AreaDialog area={area} close={() => setArea(undefined)} />}
      {floor && <FloorDialog close={() => setFloor(false)} />}
    </Page>
  );
}
