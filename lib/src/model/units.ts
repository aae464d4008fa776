import { InvalidInput } from '../base/errors.ts';
import { unitsByDimension, unitSystems } from './units.data.ts';
import type { UnitScale } from './units.data.ts';

type ByDimension = typeof unitsByDimension;
export type Dimension = keyof ByDimension;
/** Units of one dimension, or of all. */
export type Unit<D extends Dimension = Dimension> = { [K in D]: keyof ByDimension[K] & string }[D];
export type UnitSystem = keyof typeof unitSystems;

/** A number with what it counts; `Quantity<'temperature'>` takes no kilometres. */
export interface Quantity<D extends Dimension> {
  readonly value: number;
  readonly unit: Unit<D>;
}

interface KnownUnit extends UnitScale {
  readonly dimension: Dimension;
}

const knownUnits: ReadonlyMap<string, KnownUnit> = new Map(
  Object.entries(unitsByDimension).flatMap(([dimension, units]) =>
    Object.entries<number | UnitScale>(units).map(([unit, scale]): [string, KnownUnit] => [
      unit,
      { ...(typeof scale === 'number' ? { factor: scale } : scale), dimension: dimension as Dimension },
    ]),
  ),
);

/** Some write micro with the Greek letter; units here have the micro sign. */
export const normalizeUnit = (unit: string): string => unit.replaceAll('\u03bc', '\u00b5');

/** What a unit measures; undefined for units that we do not know, currencies among them. */
export const dimensionOf = (unit: string): Dimension | undefined =>
  knownUnits.get(normalizeUnit(unit))?.dimension;

/** Whether values go over from one unit to the other without a loss of meaning. A unit is always compatible with itself. */
export function compatible(from: string, to: string): boolean {
  if (normalizeUnit(from) === normalizeUnit(to)) return true;
  const dimension = dimensionOf(from);
  return dimension !== undefined && dimension === dimensionOf(to);
}

/**
 * A value in another unit of the same dimension. Throws `InvalidInput` for incompatible units. Zero of a reciprocal unit
 * (km/kWh as kWh/100km) is infinite, which no state can hold.
 */
export const convert = (value: number, from: string, to: string): number => converted(value, from, to, true);

/** A difference of two values, or another spread, in another unit: factors count, zero points do not. */
export const convertDelta = (value: number, from: string, to: string): number =>
  converted(value, from, to, false);

/** By what the class measures: of `temperature_delta` a difference, else a value. */
export const convertAs = (
  deviceClass: string | null,
  value: number,
  units: { readonly from: string; readonly to: string },
): number =>
  deviceClass === 'temperature_delta'
    ? convertDelta(value, units.from, units.to)
    : convert(value, units.from, units.to);

/** The unit to show in a system: `unit` itself where the system has no other for the class. */
export function suggestedUnit(system: UnitSystem, deviceClass: string, unit: string): string {
  const classes: Readonly<Record<string, Readonly<Record<string, string>>>> = unitSystems[system];
  const normal = normalizeUnit(unit);
  const units = Object.hasOwn(classes, deviceClass) ? classes[deviceClass] : undefined;
  return (units && Object.hasOwn(units, normal) ? units[normal] : undefined) ?? unit;
}

function converted(value: number, from: string, to: string, withOffset: boolean): number {
  const source = knownUnits.get(normalizeUnit(from));
  const target = knownUnits.get(normalizeUnit(to));
  if (normalizeUnit(from) === normalizeUnit(to)) return value;
  if (source === undefined || target === undefined || source.dimension !== target.dimension) {
    throw new InvalidInput(`${from} does not convert to ${to}.`, [
      { path: '', message: 'the units do not measure the same', expected: from, got: to },
    ]);
  }
  const base = source.reciprocal
    ? source.factor / value
    : (value - (withOffset ? (source.offset ?? 0) : 0)) * source.factor;
  const result = target.reciprocal
    ? target.factor / base
    : base / target.factor + (withOffset ? (target.offset ?? 0) : 0);
  return Number(result.toPrecision(meantDigits));
}

/** Digits that a conversion keeps: beyond them stands what binary fractions left over (21.5 °C is 70.7 °F, not 70.69999999999999). */
const meantDigits = 15;
