import { z } from '@lifeops/lib';
import { documentId, optionalFlag, optionalNumber, optionalText } from './lenient.ts';
import { instantOf } from './times.ts';

/** One sample of the pulse; it has no id. `source`: awake, rest, sleep, workout, live, session, or what is new. */
export const heartRateSchema = z.looseObject({
  timestamp: z.string(),
  timestamp_unix: optionalNumber,
  bpm: z.number(),
  source: optionalText,
});
export type HeartRateRow = Readonly<z.output<typeof heartRateSchema>>;

export const ringBatterySchema = z.looseObject({
  timestamp: z.string(),
  timestamp_unix: optionalNumber,
  /** % */
  level: z.number(),
  charging: optionalFlag,
  in_charger: optionalFlag,
});
export type RingBatteryRow = Readonly<z.output<typeof ringBatterySchema>>;

/** Every ring the person ever had; the present one was set up last. */
export const ringConfigurationSchema = z.looseObject({
  id: documentId,
  hardware_type: optionalText,
  color: optionalText,
  design: optionalText,
  firmware_version: optionalText,
  set_up_at: optionalText,
  size: optionalNumber,
});
export type RingConfigurationDocument = Readonly<z.output<typeof ringConfigurationSchema>>;

/** `id` comes with any token and is the identity of the account; the rest only with the scopes for it. */
export const personalInfoSchema = z.looseObject({
  id: documentId,
  age: optionalNumber,
  /** kg */
  weight: optionalNumber,
  /** m */
  height: optionalNumber,
  biological_sex: optionalText,
  email: optionalText,
});
export type PersonalInfo = Readonly<z.output<typeof personalInfoSchema>>;

interface TimedRow {
  readonly timestamp: string;
  readonly timestamp_unix: number | null;
}

/**
 * When a sample was taken, epoch milliseconds. The text wins; the number is milliseconds by the schema and seconds in
 * some samples of clients, so its size decides. Null when neither can be read.
 */
export function instantOfRow(row: TimedRow): number | null {
  const fromText = instantOf(row.timestamp);
  if (fromText !== null) return fromText;
  const unix = row.timestamp_unix;
  if (unix === null || !Number.isFinite(unix)) return null;
  return Math.abs(unix) < 1e11 ? unix * 1000 : unix;
}

/** The ring in use: the one set up last; null when there is none. */
export function currentRing(rings: readonly RingConfigurationDocument[]): RingConfigurationDocument | null {
  const byAge = rings.toSorted((a, b) => (instantOf(a.set_up_at) ?? 0) - (instantOf(b.set_up_at) ?? 0));
  return byAge.at(-1) ?? null;
}
