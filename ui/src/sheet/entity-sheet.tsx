import { useEffect, useRef } from 'react';
import { IconX } from '@tabler/icons-react';
import { ActionIcon } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { EntityIcon } from '../cards/entity-icon.tsx';
import { PendingMark } from '../cards/card-frame.tsx';
import { Empty, Skeletons } from '../components/feedback.tsx';
import { Moment } from '../components/moment.tsx';
import { useMay } from '../data/use-me.ts';
import { useRegistry } from '../data/use-registry.ts';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useTick, useWording } from '../format/use-wording.tsx';
import { HistorySection } from './history-section.tsx';
import { Controls } from './controls.tsx';
import { Related } from './related.tsx';
import { EntitySettings } from './entity-settings.tsx';
import { useCloseEntity } from './use-open-entity.ts';
import './sheet.css';

/** One entity over any page: from below on a phone, from the side on a desk. `uid` may also be an entity id. */
export function EntitySheet({ uid }: { readonly uid: string }) {
  const { t } = useTranslation('entity');
  const { entityByUid, entities, loading } = useRegistry();
  const close = useCloseEntity();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const { current } = dialog;
    // The browser's own modal: focus stays inside, Escape closes, what is behind is inert.
    if (current && !current.open) {
      current.showModal();
      // Not the cross: what one came for is the entity.
      current.focus();
    }
    return () => current?.close();
  }, []);
  const entity =
    entityByUid.get(uid) ??
    entities.find(({ entity_id: id, former_ids: former }) => id === uid || former.includes(uid));
  return (
    <dialog
      ref={dialog}
      className="sheet"
      tabIndex={-1}
      aria-label={entity?.full_name ?? t('title')}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="sheet-body">
        <ActionIcon className="sheet-close" size={48} aria-label={t('shell:close')} onClick={close}>
          <IconX size={24} aria-hidden="true" />
        </ActionIcon>
        {entity && <SheetContent key={entity.uid} entity={entity} />}
        {!entity && (loading ? <Skeletons count={2} /> : <Empty title={t('gone')} text={t('gone_text')} />)}
      </div>
    </dialog>
  );
}

function SheetContent({ entity }: { readonly entity: WireEntity }) {
  const { t } = useTranslation('entity');
  const state = useEntity(entity.uid);
  const wording = useWording();
  const may = useMay();
  useTick(entity);
  const { text, unit } = stateText(entity, state, wording);
  const there = state !== undefined && state.status !== 'unavailable';
  return (
    <>
      <header className="sheet-head">
        <span className="sheet-icon" data-on={state?.value === true || undefined} aria-hidden="true">
          <EntityIcon entity={entity} state={state} size={26} />
        </span>
        <div>
          <h2>{entity.full_name}</h2>
          <p className="row-note">{entity.entity_id}</p>
        </div>
      </header>
      <div className="sheet-state">
        <p className="sheet-value" data-long={text.length > 18 || undefined}>
          {text}
          {unit !== '' && <span> {unit}</span>}
        </p>
        <PendingMark state={state} />
        {state && (
          <p className="row-note">
            {t('changed')} <Moment at={state.changedAt} />
            {state.status === 'stale' && ` · ${t('stale')}`}
          </p>
        )}
      </div>
      {there && may('services:call') && <Controls entity={entity} state={state} />}
      {may('history:read') && <HistorySection entity={entity} />}
      <Related entity={entity} />
      {may('registry:write') && <EntitySettings key={entity.modified_at} entity={entity} />}
    </>
  );
}
