import type { Registries } from '../../../core/registries/registries.ts';

/** What decides who may see an entity, and which filters it passes. */
export interface EntityFacts {
  readonly uid: string;
  /** Present and former. */
  readonly ids: readonly string[];
  readonly domain: string;
  readonly owner: string | null;
  /** Its area, and those around it. */
  readonly areas: readonly string[];
}

/** Undefined for what the registry does not know, or has removed: nobody sees that. */
export function factsOf(registries: Registries, uid: string): EntityFacts | undefined {
  const row = registries.entities.get(uid);
  if (!row) return undefined;
  const areas: string[] = [];
  for (let area = registries.areaOf(row); area !== null && !areas.includes(area);) {
    areas.push(area);
    area = registries.areas.get(area)?.parentUid ?? null;
  }
  return { uid, ids: [row.entityId, ...row.formerIds], domain: row.domain, owner: row.owner, areas };
}

export const sameFacts = (a: EntityFacts | undefined, b: EntityFacts | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
