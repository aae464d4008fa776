import type { ClientState } from '@lifeops/lib/client';
import type { WireEntity } from '@lifeops/lib/protocol';

export const stages = ['deep', 'rem', 'light', 'awake'] as const;
export type Stage = (typeof stages)[number];

/** A night in minutes, from whatever unit the source gives its durations. */
export interface Night {
  readonly score: number | undefined;
  readonly readiness: number | undefined;
  readonly asleepMin: number | undefined;
  readonly stageMin: Readonly<Record<Stage, number>>;
}

const keys = {
  score: ['sleep_score'],
  readiness: ['readiness_score'],
  asleep: ['total_sleep_duration', 'total_sleep'],
  deep: ['deep_sleep_duration', 'deep_duration', 'deep_sleep'],
  rem: ['rem_sleep_duration', 'rem_duration', 'rem_sleep'],
  light: ['light_sleep_duration', 'light_duration', 'light_sleep'],
  awake: ['awake_time', 'awake_duration'],
} as const;

const minutesOf: Readonly<Record<string, number>> = { s: 1 / 60, min: 1, h: 60 };

/** Finds an entity by its key in the integration: the key of its name, or the end of its own id. */
export const findByKey = (
  entities: readonly WireEntity[],
  names: readonly string[],
): WireEntity | undefined =>
  entities.find(({ name_key: key }) => key !== null && names.includes(key)) ??
  entities.find(({ unique_id: id }) =>
    names.some((name) => id === name || id.endsWith(`/${name}`) || id.endsWith(`_${name}`)),
  );

export const nightUids = (entities: readonly WireEntity[]): readonly string[] =>
  Object.values(keys).flatMap((names) => findByKey(entities, names)?.uid ?? []);

/** Undefined when neither a score nor a duration is known. */
export function nightOf(
  entities: readonly WireEntity[],
  stateOf: (uid: string) => ClientState | undefined,
): Night | undefined {
  const read = (names: readonly string[]): number | undefined => {
    const entity = findByKey(entities, names);
    const value = entity && stateOf(entity.uid)?.value;
    if (typeof value !== 'number') return undefined;
    return value * (minutesOf[entity?.capability.unit ?? ''] ?? 1);
  };
  const night = {
    score: read(keys.score),
    readiness: read(keys.readiness),
    asleepMin: read(keys.asleep),
    stageMin: {
      deep: read(keys.deep) ?? 0,
      rem: read(keys.rem) ?? 0,
      light: read(keys.light) ?? 0,
      awake: read(keys.awake) ?? 0,
    },
  };
  return night.score === undefined && night.asleepMin === undefined && night.readiness === undefined
    ? undefined
    : night;
}
