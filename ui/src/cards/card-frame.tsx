import type { CSSProperties, ReactNode } from 'react';
import { IconCloudOff, IconLoader2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { ShownState } from '../data/pending-store.ts';
import { useOpenEntity } from '../sheet/use-open-entity.ts';
import { EntityIcon } from './entity-icon.tsx';
import { useNameInRoom } from './room-name.ts';
import { useDragLevel } from './use-drag-level.ts';
import type { Level } from './use-drag-level.ts';
import './cards.css';

export type Tone = 'off' | 'on' | 'lamp' | 'warm' | 'cool' | 'alert' | 'good';

interface CardFrameProps {
  readonly entity: WireEntity;
  readonly state: ShownState | undefined;
  readonly tone: Tone;
  readonly text: ReactNode;
  /** What a press of the icon does; without it the icon is no button. */
  readonly act?: { readonly label: string; readonly run: () => void; readonly pressed?: boolean };
  /** Dragging over the card sets it; the card shows it as a fill. */
  readonly level?: Level | undefined;
  readonly wide?: boolean;
  readonly aside?: ReactNode;
  readonly children?: ReactNode;
  readonly style?: CSSProperties;
}

/** The card that all domains share: icon, name, what it says, an optional level, room for more. */
export function CardFrame(props: CardFrameProps) {
  const { entity, state, tone, text, act, level, wide, aside, children, style } = props;
  const open = useOpenEntity();
  const name = useNameInRoom(entity.full_name);
  const { handlers, held, shown, change } = useDragLevel(level);
  const gone = !state || state.status === 'unavailable';
  const share = level ? (shown - level.min) / (level.max - level.min) : 0;
  return (
    <article
      className="card"
      data-tone={gone ? 'gone' : tone}
      data-wide={wide || undefined}
      data-level={level !== undefined || undefined}
      data-held={held !== undefined || undefined}
      data-stale={state?.status === 'stale' || undefined}
      style={{ ...style, '--level': share } as CSSProperties}
      {...handlers}
    >
      {level && <span className="card-fill" aria-hidden="true" />}
      <div className="card-top">
        {act && !gone ? (
          <button
            type="button"
            className="card-icon"
            data-no-drag
            aria-label={act.label}
            {...(act.pressed === undefined ? {} : { role: 'switch', 'aria-checked': act.pressed })}
            onClick={act.run}
          >
            <EntityIcon entity={entity} state={state} />
          </button>
        ) : (
          <span className="card-icon" aria-hidden="true">
            <EntityIcon entity={entity} state={state} />
          </span>
        )}
        <PendingMark state={state} />
        {!gone && aside}
      </div>
      <div className="card-words">
        <button type="button" className="card-name" onClick={() => open(entity.uid)}>
          {name}
        </button>
        <p className="card-text">{held !== undefined && level ? level.text(held) : text}</p>
      </div>
      {level && !gone && (
        <input
          type="range"
          className="card-range"
          aria-label={level.label}
          aria-valuetext={level.text(shown)}
          min={level.min}
          max={level.max}
          step={level.step}
          value={shown}
          onChange={(event) => change(Number(event.currentTarget.value))}
        />
      )}
      {!gone && children}
    </article>
  );
}

export function PendingMark({ state }: { readonly state: ShownState | undefined }) {
  const { t } = useTranslation('entity');
  if (state?.pending === undefined) return null;
  const queued = state.pending === 'queued';
  const Icon = queued ? IconCloudOff : IconLoader2;
  return (
    <span className="pending" data-how={state.pending} title={t(queued ? 'pending.queued' : 'pending.sent')}>
      <Icon size={16} aria-hidden="true" />
      <span className="visually-hidden">{t(queued ? 'pending.queued' : 'pending.sent')}</span>
    </span>
  );
}
