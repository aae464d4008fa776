import type { DeviceRecord, EntityRecord, Target } from '@lifeops/lib';
import type { Registries } from '../registries/registries.ts';

export interface ResolvedTargets {
  /** Named themselves; each once, in the order given. */
  readonly explicit: readonly EntityRecord[];
  /** Reached through a device, area, floor or label; none of the explicit ones. */
  readonly indirect: readonly EntityRecord[];
  /** What names nothing, with the kind of thing that it should name. */
  readonly missing: readonly { readonly field: keyof Target; readonly text: string }[];
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

/** Whether a target names anything at all. */
export const isEmptyTarget = (target: Target | undefined): boolean =>
  Object.values(target ?? {}).every((value) => listOf(value).length === 0);

/**
 * The entities of a domain that a target means: by uid, id or former id, `all` for every one; through devices (with those
 * below), areas (with those inside), floors and labels without what is disabled, hidden, config or diagnostic.
 */
export function resolveTargets(registries: Registries, target: Target, domain: string): ResolvedTargets {
  const explicit = new Map<string, EntityRecord>();
  const missing: { field: keyof Target; text: string }[] = [];
  const found = <T>(field: keyof Target, find: (text: string) => T | undefined): T[] =>
    listOf(target[field]).flatMap((text) => {
      const one = find(text);
      if (one !== undefined) return [one];
      missing.push({ field, text });
      return [];
    });

  const ids = listOf(target.entity_id).filter((text) => text !== 'all');
  const everything = ids.length < listOf(target.entity_id).length;
  for (const text of ids) {
    const record = registries.entities.resolve(text);
    if (record) explicit.set(record.uid, record);
    else missing.push({ field: 'entity_id', text });
  }

  const areasOf = (uids: readonly string[]) => uids.flatMap((uid) => [...registries.areas.within(uid)]);
  const floors = new Set(found('floor_id', (text) => registries.floors.find(text)).map(({ uid }) => uid));
  const onFloors = registries.areas.all().filter(({ floorUid }) => floorUid !== null && floors.has(floorUid));
  const namedAreas = found('area_id', (text) => registries.areas.find(text));
  const labels = new Set(found('label_id', (text) => registries.labels.find(text)).map(({ uid }) => uid));
  const isLabelled = (row: { readonly labels: readonly string[] }) =>
    row.labels.some((label) => labels.has(label));
  const labelled = labels.size > 0 ? registries.areas.all().filter(isLabelled) : [];
  const areas = new Set(areasOf([...onFloors, ...namedAreas, ...labelled].map(({ uid }) => uid)));
  const namedDevices = found('device_id', (text) => registries.devices.get(text));
  const ofLabel = labels.size > 0 ? [...registries.devices.all()].filter(isLabelled) : [];
  const devices = new Set(
    [...namedDevices, ...ofLabel].flatMap(({ uid }) => [...registries.devices.below(uid)]),
  );

  const isMeant = (row: EntityRecord): boolean => {
    if (everything || isLabelled(row) || (row.deviceUid !== null && devices.has(row.deviceUid))) return true;
    const area = areas.size > 0 ? registries.areaOf(row) : null;
    return area !== null && areas.has(area);
  };
  const isOrdinary = (row: EntityRecord) =>
    row.disabledBy === null && row.hiddenBy === null && row.category === null;
  const narrow = everything || areas.size + devices.size + labels.size > 0;
  const indirect = narrow
    ? [...registries.entities.all()].filter(
        (row) => row.domain === domain && !explicit.has(row.uid) && isOrdinary(row) && isMeant(row),
      )
    : [];
  return { explicit: [...explicit.values()], indirect, missing };
}

/** The devices that a target names, each once, and the names that mean none. */
export function resolveDevices(
  registries: Registries,
  target: Target,
): { readonly found: readonly DeviceRecord[]; readonly missing: readonly string[] } {
  const names = [...new Set(listOf(target.device_id))];
  const found = names.map((text) => registries.devices.get(text)).filter((row) => row !== undefined);
  return { found, missing: names.filter((text) => registries.devices.get(text) === undefined) };
}
