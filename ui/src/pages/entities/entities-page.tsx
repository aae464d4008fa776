import { useState } from 'react';
import { IconListSearch } from '@tabler/icons-react';
import { Checkbox, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { EntityRow } from '../../components/entity-row.tsx';
import { Empty, FailureBox, Skeletons } from '../../components/feedback.tsx';
import { Page, Panel } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useMay } from '../../data/use-me.ts';
import { useRegistry } from '../../data/use-registry.ts';
import { plain } from '../../format/state-text.ts';
import { matches } from '../../format/matches.ts';
import { BulkBar } from './bulk-bar.tsx';
import '../list-filters.css';

type Shown = 'active' | 'hidden' | 'disabled' | 'all';

const isIn: Readonly<Record<Shown, (entity: WireEntity) => boolean>> = {
  active: ({ hidden_by: hidden, disabled_by: disabled }) => hidden === null && disabled === null,
  hidden: ({ hidden_by: hidden }) => hidden !== null,
  disabled: ({ disabled_by: disabled }) => disabled !== null,
  all: () => true,
};

export function EntitiesPage() {
  const { t } = useTranslation('lists');
  const may = useMay();
  const { entities, areas, areaByUid, loading, error } = useRegistry();
  const [query, setQuery] = useState('');
  const [domain, setDomain] = useState('');
  const [area, setArea] = useState('');
  const [shown, setShown] = useState<Shown>('active');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const found = entities
    .filter(isIn[shown])
    .filter((entity) => domain === '' || entity.domain === domain)
    .filter((entity) => area === '' || (entity.area ?? 'none') === area)
    .filter((entity) =>
      matches(
        query,
        entity.full_name,
        entity.entity_id,
        entity.integration,
        areaByUid.get(entity.area ?? '')?.name,
      ),
    )
    .sort((a, b) => a.full_name.localeCompare(b.full_name));
  const domains = [...new Set(entities.map((entity) => entity.domain))].sort();
  const choose = (uid: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(uid);
    else next.delete(uid);
    setChosen(next);
  };
  return (
    <Page title={t('entities.title')} lead={t('entities.lead', { count: entities.length })}>
      <div className="filters">
        <SearchField label={t('entities.search')} value={query} change={setQuery} />
        <NativeSelect
          aria-label={t('filter.domain')}
          value={domain}
          data={[
            { value: '', label: t('filter.all_domains') },
            ...domains.map((each) => ({
              value: each,
              label: t(`words:domain.${each}`, { defaultValue: plain(each) }),
            })),
          ]}
          onChange={(event) => setDomain(event.currentTarget.value)}
        />
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
          aria-label={t('filter.shown')}
          value={shown}
          data={(['active', 'hidden', 'disabled', 'all'] as const).map((each) => ({
            value: each,
            label: t(`filter.${each}`),
          }))}
          onChange={(event) => setShown(event.currentTarget.value as Shown)}
        />
      </div>
      {error !== null && entities.length === 0 && <FailureBox error={error} />}
      {loading && entities.length === 0 && error === null && <Skeletons count={8} height="4rem" />}
      {!loading && entities.length === 0 && (
        <Empty
          icon={<IconListSearch size={30} stroke={1.5} />}
          title={t('entities.empty')}
          text={t('entities.empty_text')}
        />
      )}
      {chosen.size > 0 && (
        <BulkBar
          entities={entities.filter(({ uid }) => chosen.has(uid))}
          clear={() => setChosen(new Set())}
        />
      )}
      {entities.length > 0 && (
        <Panel>
          <output className="row-note">
            {found.length === 0 ? t('filter.none') : t('filter.found', { count: found.length })}
          </output>
          <ul className="rows long-list">
            {found.map((entity) => (
              <EntityRow
                key={entity.uid}
                entity={entity}
                note={[entity.entity_id, areaByUid.get(entity.area ?? '')?.name].filter(Boolean).join(' · ')}
                before={
                  may('registry:write') && (
                    <Checkbox
                      className="row-check"
                      aria-label={t('entities.choose', { name: entity.full_name })}
                      checked={chosen.has(entity.uid)}
                      onChange={(event) => choose(entity.uid, event.currentTarget.checked)}
                    />
                  )
                }
              />
            ))}
          </ul>
        </Panel>
      )}
    </Page>
  );
}
