import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import { EntityIcon } from '../cards/entity-icon.tsx';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useTick, useWording } from '../format/use-wording.tsx';
import { useOpenEntity } from '../sheet/use-open-entity.ts';

/** One entity in a list: what it is, what it says; the whole row opens it. */
export const EntityRow = memo(function EntityRow({
  entity,
  name,
  note,
  before,
}: {
  readonly entity: WireEntity;
  readonly name?: string;
  readonly note?: string;
  readonly before?: ReactNode;
}) {
  const { t } = useTranslation('lists');
  const state = useEntity(entity.uid);
  const open = useOpenEntity();
  useTick(entity);
  const { text, unit } = stateText(entity, state, useWording());
  return (
    <li className="row">
      {before}
      <button type="button" className="row row-button" onClick={() => open(entity.uid)}>
        <span className="row-icon" aria-hidden="true">
          <EntityIcon entity={entity} state={state} size={22} />
        </span>
        <span className="row-main">
          <span className="row-title">{name ?? entity.full_name}</span>
          <span className="row-note">{note ?? entity.entity_id}</span>
        </span>
        {entity.disabled_by !== null && <span className="tag">{t('disabled')}</span>}
        {entity.disabled_by === null && entity.hidden_by !== null && (
          <span className="tag">{t('hidden')}</span>
        )}
        {entity.disabled_by === null && (
          <span className="row-value">
            {text} {unit}
          </span>
        )}
      </button>
    </li>
  );
});
