import { useId } from 'react';
import type { CSSProperties } from 'react';
import { useDragLevel } from '../cards/use-drag-level.ts';
import type { Level } from '../cards/use-drag-level.ts';
import './slider.css';

/** A wide slider for a thumb; `track` paints it, for colours of light say. */
export function Slider({
  level,
  track,
  tone,
}: {
  readonly level: Level;
  readonly track?: string;
  readonly tone?: 'lamp';
}) {
  const id = useId();
  const { shown, change } = useDragLevel(level);
  const share = (shown - level.min) / (level.max - level.min || 1);
  return (
    <div className="slider">
      <label htmlFor={id}>
        <span>{level.label}</span>
        <strong>{level.text(shown)}</strong>
      </label>
      <input
        id={id}
        type="range"
        data-track={track === undefined ? undefined : true}
        data-tone={tone}
        data-empty={shown <= level.min || undefined}
        style={{ '--share': share, ...(track === undefined ? {} : { '--track': track }) } as CSSProperties}
        min={level.min}
        max={level.max}
        step={level.step}
        value={shown}
        aria-valuetext={level.text(shown)}
        onChange={(event) => change(Number(event.currentTarget.value))}
      />
    </div>
  );
}
