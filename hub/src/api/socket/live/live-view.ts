import type { Subscribe } from '@lifeops/lib/protocol';
import type { EntityFacts } from './entity-facts.ts';

/** What one kind of subscriber sees of the states. Equal keys mean equal views. */
export interface LiveView {
  readonly key: string;
  includes(facts: EntityFacts): boolean;
}

/** The filter's fields narrow together; each list is an "any of". Nobody sees what is another person's. */
export function liveView(userUid: string | null, filter: Subscribe['filter'] = {}): LiveView {
  const sorted = (list: readonly string[] | undefined) => list && [...new Set(list)].toSorted();
  const [ids, domains, areas] = [filter.entity_id, filter.domain, filter.area_id].map(sorted);
  const idSet = ids && new Set(ids);
  const domainSet = domains && new Set(domains);
  const areaSet = areas && new Set(areas);
  return {
    key: JSON.stringify([userUid, ids ?? null, domains ?? null, areas ?? null]),
    includes: (facts) =>
      (facts.owner === null || facts.owner === userUid) &&
      (domainSet === undefined || domainSet.has(facts.domain)) &&
      (idSet === undefined || idSet.has(facts.uid) || facts.ids.some((id) => idSet.has(id))) &&
      (areaSet === undefined || facts.areas.some((area) => areaSet.has(area))),
  };
}
