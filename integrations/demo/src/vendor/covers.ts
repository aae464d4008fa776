import type { Step } from './step.ts';

export const coverIds = ['living_room_blind', 'bedroom_blind', 'garage_door'] as const;
export type CoverId = (typeof coverIds)[number];

export interface Cover {
  /** 0 closed, 100 open, with fractions on the way. */
  readonly position: number;
  /** Where it goes; null while it stands. */
  readonly target: number | null;
}
export type Covers = Readonly<Record<CoverId, Cover>>;

/** From closed to open. */
export const travelMs = 15_000;

export const firstCovers: Covers = {
  living_room_blind: { position: 100, target: null },
  bedroom_blind: { position: 100, target: null },
  garage_door: { position: 0, target: null },
};

export const moveTo = (cover: Cover, target: number): Cover => ({
  ...cover,
  target: target === cover.position ? null : target,
});
export const stopped = ({ position }: Cover): Cover => ({ position: Math.round(position), target: null });
export const isMoving = (covers: Covers): boolean => coverIds.some((id) => covers[id].target !== null);

export function stepCovers(covers: Covers, { elapsedMs }: Pick<Step, 'elapsedMs'>): Covers {
  let changed = covers;
  for (const id of coverIds) {
    const { position, target } = covers[id];
    if (target === null) continue;
    const way = (100 * elapsedMs) / travelMs;
    const isThere = Math.abs(target - position) <= way;
    const next = isThere
      ? { position: target, target: null }
      : { position: position + Math.sign(target - position) * way, target };
    changed = { ...changed, [id]: next };
  }
  return changed;
}

export function coverState({ position, target }: Cover): 'open' | 'opening' | 'closed' | 'closing' {
  if (target !== null) return target > position ? 'opening' : 'closing';
  return position === 0 ? 'closed' : 'open';
}
