import type { WireEntity } from '@lifeops/lib/protocol';
import { useEntity } from '../data/use-state.ts';
import { stateText } from '../format/state-text.ts';
import { useTick, useWording } from '../format/use-wording.tsx';
import { useOpenEntity } from '../sheet/use-open-entity.ts';
import { EntityIcon } from './entity-icon.tsx';
import { useNameInRoom } from './room-name.ts';
import './reading-tile.css';

/** On means that somebody should look. */
const alarming = new Set([
  'battery',
  'co',
  'gas',
  'moisture',
  'problem',
  'safety',
  'smoke',
  'tamper',
  'heat',
]);
const lively = new Set([
  'motion',
  'occupancy',
  'presence',
  'door',
  'window',
  'garage_door',
  'opening',
  'running',
  'moving',
  'lock',
]);

/** A sensor: its name small, what it says large. */
export function ReadingTile({ entity }: { readonly entity: WireEntity }) {
  const state = useEntity(entity.uid);
  useTick(entity);
  const open = useOpenEntity();
  const name = useNameInRoom(entity.full_name);
  const { text, unit } = stateText(entity, state, useWording());
  const on = entity.domain === 'binary_sensor' && state?.value === true;
  const kind = entity.capability.deviceClass ?? '';
  return (
    <button
      type="button"
      className="reading"
      data-tone={on && alarming.has(kind) ? 'alert' : on && lively.has(kind) ? 'on' : 'off'}
      data-stale={state?.status === 'stale' || undefined}
      data-gone={!state || state.status === 'unavailable' || undefined}
      onClick={() => open(entity.uid)}
    >
      <span className="reading-name">
        <EntityIcon entity={entity} state={state} size={18} />
        <span>{name}</span>
      </span>
      <span className="reading-value" data-long={text.length > 9 || undefined}>
        {text}
        {unit !== '' && <span className="reading-unit"> {unit}</span>}
      </span>
    </button>
  );
}
