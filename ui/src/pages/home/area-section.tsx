import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaGroup } from '../../data/group-home.ts';
import { EntityCard } from '../../cards/entity-card.tsx';
import { RoomName } from '../../cards/room-name.ts';
import { useCallServices } from '../../data/use-call-services.ts';
import { useStates } from '../../data/use-state.ts';

/** A room: its heading with what matters at a glance, its cards, its readings. */
export const AreaSection = memo(function AreaSection({ group }: { readonly group: AreaGroup }) {
  const { t } = useTranslation('home');
  const { area, controls, readings } = group;
  return (
    <section
      className="area"
      id={area ? `area-${area.uid}` : 'area-other'}
      aria-labelledby={`title-${area?.uid ?? 'other'}`}
    >
      <div className="area-head">
        <h2 id={`title-${area?.uid ?? 'other'}`}>{area?.name ?? t('other')}</h2>
        <AreaLights group={group} />
      </div>
      <RoomName value={area?.name}>
        {controls.length > 0 && (
          <div className="cards">
            {controls.map((entity) => (
              <EntityCard key={entity.uid} entity={entity} />
            ))}
          </div>
        )}
        {readings.length > 0 && (
          <div className="readings">
            {readings.map((entity) => (
              <EntityCard key={entity.uid} entity={entity} />
            ))}
          </div>
        )}
      </RoomName>
    </section>
  );
});

/** How many lamps are lit, and the way to turn them all off. */
function AreaLights({ group: { area, controls } }: { readonly group: AreaGroup }) {
  const { t } = useTranslation('home');
  const lights = controls.filter(({ domain }) => domain === 'light');
  const lit = useStates(
    lights.map(({ uid }) => uid),
    (states) => states.filter((state) => state?.value === true).length,
  );
  const call = useCallServices();
  if (lights.length === 0) return null;
  if (lit === 0) return <span className="area-note">{t('lights.none')}</span>;
  return (
    <button
      type="button"
      className="area-lights"
      onClick={() => call(lights, { service: 'turn_off', expect: { value: false } })}
    >
      <span>{t('lights.on', { count: lit })}</span>
      <strong>{t('lights.off')}</strong>
      <span className="visually-hidden">, {area?.name ?? t('other')}</span>
    </button>
  );
}
