import type { DeviceRecord, EntityRecord } from '@lifeops/lib';

/** How a new device would take an old one's place. */
export interface ReplacementPlan {
  /** Entities of the old device that go on as the new device's ones: uid, id, name, area, labels and history stay. */
  readonly matched: readonly {
    readonly uid: string;
    readonly entityId: string;
    readonly replacedUid: string;
    readonly replacedEntityId: string;
  }[];
  /** Entities of the old device that the new one has nothing for: they are removed (and kept 90 days). */
  readonly lost: readonly { readonly uid: string; readonly entityId: string }[];
  /** Entities of the new device that the old one had not. */
  readonly added: readonly { readonly uid: string; readonly entityId: string }[];
}

/** Rows as they were and as they shall be. */
export interface ReplacementRows {
  readonly before: { readonly devices: readonly DeviceRecord[]; readonly entities: readonly EntityRecord[] };
  readonly after: { readonly devices: readonly DeviceRecord[]; readonly entities: readonly EntityRecord[] };
}

interface DeviceWithEntities {
  readonly device: DeviceRecord;
  readonly entities: readonly EntityRecord[];
}

/** The last part of the path that an integration gives: what the entity is on its device. */
const keyOf = ({ uniqueId }: EntityRecord): string => uniqueId.slice(uniqueId.lastIndexOf('/') + 1);
const matchKey = (row: EntityRecord): string =>
  JSON.stringify([row.domain, row.capability.deviceClass, keyOf(row)]);

/**
 * Pure. Entities are matched by domain, device class and key. The pairs, and the two devices, swap what their
 * integrations know them by; people's settings and the uids that others refer to stay with the old ones.
 */
export function planReplacement(
  old: DeviceWithEntities,
  fresh: DeviceWithEntities,
  now: number,
): ReplacementPlan & { readonly rows: ReplacementRows } {
  const open = new Map(fresh.entities.map((row) => [matchKey(row), row]));
  const pairs: (readonly [EntityRecord, EntityRecord])[] = [];
  const lost: EntityRecord[] = [];
  for (const row of old.entities) {
    const found = open.get(matchKey(row));
    if (found && open.delete(matchKey(row))) pairs.push([row, found]);
    else lost.push(row);
  }
  const added = [...open.values()];
  const name = ({ uid, entityId }: EntityRecord) => ({ uid, entityId });
  return {
    matched: pairs.map(([row, by]) => ({ ...name(row), replacedUid: by.uid, replacedEntityId: by.entityId })),
    lost: lost.map(name),
    added: added.map(name),
    rows: {
      before: { devices: [old.device, fresh.device], entities: [...old.entities, ...fresh.entities] },
      after: {
        devices: [
          asDevice(old.device, fresh.device),
          { ...asDevice(fresh.device, old.device), removedAt: now },
        ],
        entities: [
          ...pairs.flatMap(([row, by]) => [
            { ...asEntity(row, by), deviceUid: old.device.uid },
            { ...asEntity(by, row), deviceUid: fresh.device.uid, removedAt: now },
          ]),
          ...lost.map((row) => ({ ...row, deviceUid: fresh.device.uid, removedAt: now })),
          ...added.map((row) => ({ ...row, deviceUid: old.device.uid })),
        ],
      },
    },
  };
}

/** `row` as a person knows it, with what the integration says of `source`. */
function asEntity(row: EntityRecord, source: EntityRecord): EntityRecord {
  const { integration, entryId, uniqueId, nameKey, category, capability, owner } = source;
  return {
    ...row,
    integration,
    entryId,
    uniqueId,
    nameKey,
    category,
    capability,
    owner,
    name: { source: source.name.source, user: row.name.user },
    icon: { source: source.icon.source, user: row.icon.user },
  };
}

function asDevice(row: DeviceRecord, source: DeviceRecord): DeviceRecord {
  const { uid, name, location, areaUid, labels, disabledBy, createdAt, modifiedAt, removedAt } = row;
  return {
    ...source,
    uid,
    location,
    labels,
    disabledBy,
    createdAt,
    modifiedAt,
    removedAt,
    areaUid: areaUid ?? source.areaUid,
    name: { source: source.name.source, user: name.user },
  };
}
