import { useEffect, useMemo, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { limitRate } from './rate-limit.ts';

export interface Level {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** For screen readers: what is set. */
  readonly label: string;
  readonly text: (value: number) => string;
  readonly set: (value: number) => void;
}

/** Sliders stream at most ten changes a second. */
export const streamMs = 100;
/** A finger moves this far before a touch is a drag. */
const slackPx = 8;

/** Snaps to the steps from `min`, inside of the range. */
export function snap(value: number, { min, max, step }: Pick<Level, 'min' | 'max' | 'step'>): number {
  const stepped = min + Math.round((value - min) / step) * step;
  return Number(Math.min(max, Math.max(min, stepped)).toFixed(6));
}

/**
 * Drags a level over the whole width of a card. Up-and-down movement scrolls the page; a touch without movement stays
 * a tap. Gives the level to draw, which is the finger's while it drags.
 */
export function useDragLevel(level: Level | undefined) {
  const [held, setHeld] = useState<number>();
  const from = useRef<{ x: number; y: number; value: number; dragging: boolean } | undefined>(undefined);
  const latest = useRef(level);
  useEffect(() => {
    latest.current = level;
  });
  const stream = useMemo(() => limitRate((value: number) => latest.current?.set(value), streamMs), []);

  const change = (value: number) => {
    if (!level) return;
    const next = snap(value, level);
    setHeld((before) => {
      if (before !== next) stream(next);
      return next;
    });
  };
  const end = (event: PointerEvent<HTMLElement>) => {
    const drag = from.current;
    from.current = undefined;
    setHeld(undefined);
    if (!drag?.dragging) return;
    // The click that follows a drag is none.
    const swallow = (click: Event) => click.stopPropagation();
    event.currentTarget.addEventListener('click', swallow, { capture: true, once: true });
    const { currentTarget } = event;
    setTimeout(() => currentTarget.removeEventListener('click', swallow, { capture: true }), 50);
  };
  const handlers = level && {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0 && !(event.target as Element).closest('[data-no-drag]'))
        from.current = { x: event.clientX, y: event.clientY, value: level.value, dragging: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const drag = from.current;
      if (!drag) return;
      const moved = event.clientX - drag.x;
      if (!drag.dragging) {
        if (Math.abs(moved) < slackPx || Math.abs(event.clientY - drag.y) > Math.abs(moved)) return;
        drag.dragging = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      change(drag.value + (moved / event.currentTarget.clientWidth) * (level.max - level.min));
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
  return { held, handlers, change, shown: held ?? level?.value ?? 0 };
}
