import type { Capability, EntityRecord } from '@lifeops/lib';

/** An entity as its integration describes it. */
export interface EntityDeclaration {
  readonly integration: string;
  readonly entryId: string;
  readonly domain: string;
  readonly uniqueId: string;
  readonly deviceUid: string | null;
  readonly nameKey: string | null;
  /** The name of `nameKey` in the hub's language; null: the main feature, which goes by its device's name. */
  readonly name: string | null;
  readonly icon: string | null;
  readonly category: EntityRecord['category'];
  readonly enabledByDefault: boolean;
  readonly capability: Capability;
  readonly owner: string | null;
}

/** What a person changes of an entity; what is left out stays. */
export interface EntityPatch {
  /** Null: as the integration says. */
  readonly name?: string | null;
  readonly icon?: string | null;
  readonly areaUid?: string | null;
  readonly labels?: readonly string[];
  readonly disabledBy?: EntityRecord['disabledBy'];
  readonly hiddenBy?: EntityRecord['hiddenBy'];
  readonly unit?: string | null;
  readonly precision?: number | null;
}

/** A person's words laid over what the integration says; the integration's own fields are not touched. */
export function patchEntity(record: EntityRecord, patch: EntityPatch): EntityRecord {
  const { name, icon, labels, ...plain } = patch;
  return {
    ...record,
    ...plain,
    ...(name === undefined ? {} : { name: { ...record.name, user: name } }),
    ...(icon === undefined ? {} : { icon: { ...record.icon, user: icon } }),
    ...(labels === undefined ? {} : { labels: [...new Set(labels)] }),
  };
}

/** The integration's word laid over a known entity: a person's choices and the id stay; a tombstone is lifted. */
export function redeclare(record: EntityRecord, said: EntityDeclaration): EntityRecord {
  return {
    ...record,
    entryId: said.entryId,
    deviceUid: said.deviceUid,
    nameKey: said.nameKey,
    name: { ...record.name, source: said.name },
    icon: { ...record.icon, source: said.icon },
    category: said.category,
    capability: said.capability,
    owner: said.owner,
    removedAt: null,
  };
}

/** A new entity's row. */
export function declareNew(
  said: EntityDeclaration,
  made: { readonly uid: string; readonly entityId: string; readonly now: number },
): EntityRecord {
  return {
    uid: made.uid,
    entityId: made.entityId,
    formerIds: [],
    domain: said.domain,
    integration: said.integration,
    entryId: said.entryId,
    uniqueId: said.uniqueId,
    deviceUid: said.deviceUid,
    nameKey: said.nameKey,
    name: { source: said.name, user: null },
    icon: { source: said.icon, user: null },
    category: said.category,
    areaUid: null,
    labels: [],
    disabledBy: said.enabledByDefault ? null : 'integration',
    hiddenBy: null,
    unit: null,
    precision: null,
    capability: said.capability,
    owner: said.owner,
    createdAt: made.now,
    modifiedAt: made.now,
    removedAt: null,
  };
}
