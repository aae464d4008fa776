import { compatible, convertAs, suggestedUnit } from '@lifeops/lib/client';
import type { WireEntity } from '@lifeops/lib/protocol';
import type { StateValue } from '@lifeops/lib';

/** How a person reads numbers. */
export interface Reader {
  readonly language: string;
  readonly units: 'metric' | 'imperial';
}

/** A value in two parts, so that a card can set the unit smaller. */
export interface Shown {
  readonly text: string;
  readonly unit: string;
}

type Measured = Pick<WireEntity, 'capability' | 'unit' | 'precision'>;

/** A number of an entity in the person's unit, with as many decimals as the person, the entity or its kind wants. */
export function formatNumber(value: number, entity: Measured, { language, units }: Reader): Shown {
  const { deviceClass, unit: own } = entity.capability;
  if (deviceClass === 'money' || deviceClass === 'monetary')
    return {
      text: formatMoney(deviceClass === 'money' ? value / 100 : value, own ?? '', language),
      unit: '',
    };
  const wanted = entity.unit ?? (own === null ? null : suggestedUnit(units, deviceClass ?? '', own));
  const convertible = own !== null && wanted !== null && own !== wanted && compatible(own, wanted);
  const number = convertible ? convertAs(deviceClass, value, { from: own, to: wanted }) : value;
  const unit = (convertible ? wanted : own) ?? '';
  if (deviceClass === 'duration') return { text: formatDuration(number, unit, language), unit: '' };
  const decimals = entity.precision ?? entity.capability.precision ?? sensibleDecimals(number);
  return { text: decimal(number, decimals, language), unit };
}

/** Three digits that matter, no more than two of them decimals. */
export const sensibleDecimals = (value: number): number => {
  const size = Math.abs(value);
  return Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2;
};

export function decimal(value: number, decimals: number, language: string): string {
  return numberFormat(language, decimals).format(value);
}

const formats = new Map<string, Intl.NumberFormat>();
function numberFormat(language: string, decimals: number): Intl.NumberFormat {
  const key = `${language}/${decimals}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(language, {
    maximumFractionDigits: decimals,
    minimumFractionDigits: decimals,
    // What rounds to zero has no sign: "-0°" is no temperature.
    signDisplay: 'negative',
  });
  formats.set(key, format);
  return format;
}

export function formatMoney(amount: number, currency: string, language: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return decimal(amount, 2, language);
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).format(amount);
}

const secondsOf: Readonly<Record<string, number>> = {
  d: 86_400,
  h: 3600,
  min: 60,
  s: 1,
  ms: 0.001,
  µs: 0.000_001,
};

/** Hours and minutes from a minute up, as "7 h 42 min"; what is shorter in seconds. */
export function formatDuration(value: number, unit: string, language: string): string {
  const factor = secondsOf[unit];
  if (factor === undefined) return `${decimal(value, sensibleDecimals(value), language)} ${unit}`;
  const seconds = value * factor;
  const part = (count: number, name: string) =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(count);
  if (seconds < 60) return part(Number(seconds.toPrecision(2)), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return part(minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${part(Math.floor(hours / 24), 'day')} ${part(hours % 24, 'hour')}`;
  return minutes % 60 === 0 ? part(hours, 'hour') : `${part(hours, 'hour')} ${part(minutes % 60, 'minute')}`;
}

/** Temperatures that come as attributes (weather, climate) are in °C. */
export function formatDegrees(celsius: number, { language, units }: Reader, decimals = 0): string {
  const value = units === 'imperial' ? convertAs('temperature', celsius, { from: '°C', to: '°F' }) : celsius;
  return `${decimal(value, decimals, language)}°`;
}

export const asNumber = (value: StateValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
