/** A number in [0, 1) that is always the same for the same parts: the demo house's dice, thrown once and for all. */
export function dice(...parts: readonly number[]): number {
  let mixed = 0x9e3779b9;
  for (const part of parts) {
    mixed = Math.imul(mixed ^ Math.trunc(part), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    mixed ^= mixed >>> 16;
  }
  return (mixed >>> 0) / 2 ** 32;
}

/**
 * A value that wanders between -1 and 1, the same for the same seed and moment, with about one turn per `periodMs`:
 * dice at whole periods, joined by a smooth curve.
 */
export function wander(seed: number, instant: number, periodMs: number): number {
  const place = instant / periodMs;
  const before = Math.floor(place);
  const share = place - before;
  const eased = share * share * (3 - 2 * share);
  const at = (index: number): number => 2 * dice(seed, index % 2 ** 31, periodMs) - 1;
  return at(before) * (1 - eased) + at(before + 1) * eased;
}

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));

/** Rounds to a multiple of `step`, without the dust of binary fractions. */
export const roundTo = (value: number, step: number): number =>
  Number((Math.round(value / step) * step).toFixed(6));
