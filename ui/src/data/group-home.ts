import type { WireArea, WireEntity, WireFloor } from '@lifeops/lib/protocol';

export interface AreaGroup {
  /** Null: entities without an area. */
  readonly area: WireArea | null;
  readonly controls: readonly WireEntity[];
  readonly readings: readonly WireEntity[];
}
export interface FloorGroup {
  readonly floor: WireFloor | null;
  readonly areas: readonly AreaGroup[];
}

/** What a hand reaches for first. Domains that are not named come last, by name. */
const order = [
  'light',
  'climate',
  'cover',
  'lock',
  'media_player',
  'switch',
  'scene',
  'select',
  'number',
  'button',
  'todo',
  'text',
  'notify',
  'update',
  'device_tracker',
];
const readings = new Set(['sensor', 'binary_sensor', 'event']);
/** Shown by cards of their own at the top of Home. */
const elsewhere = new Set(['person', 'weather', 'calendar']);
const elsewhereIntegrations = new Set(['sun', 'oura']);

export const isShown = (entity: WireEntity): boolean =>
  entity.hidden_by === null && entity.disabled_by === null && entity.removed_at === null;

/** Home as floors of areas of cards; empty areas are left out, what has no area comes last. */
export function groupHome(
  entities: readonly WireEntity[],
  areas: readonly WireArea[],
  floors: readonly WireFloor[],
): readonly FloorGroup[] {
  const byArea = Map.groupBy(
    entities.filter((entity) => isShown(entity) && entity.category === null && !isElsewhere(entity)),
    areaKey(areas),
  );
  const group = (area: WireArea | null): AreaGroup => {
    const inside = byArea.get(area?.uid ?? '') ?? [];
    return {
      area,
      controls: inside.filter(({ domain }) => !readings.has(domain)).sort(byDomain),
      readings: inside.filter(({ domain }) => readings.has(domain)).sort(byName),
    };
  };
  const filled = (groups: readonly AreaGroup[]) =>
    groups.filter(({ controls, readings: read }) => controls.length + read.length > 0);
  const groups: FloorGroup[] = [...floors, null].map((floor) => ({
    floor,
    areas: filled(
      areas
        .filter(
          (area) =>
            (floors.some(({ uid }) => uid === area.floor_uid) ? area.floor_uid : null) ===
            (floor?.uid ?? null),
        )
        .map(group),
    ),
  }));
  groups.push({ floor: null, areas: filled([group(null)]) });
  return groups.filter((each) => each.areas.length > 0);
}

/** Of an area that is gone: none. */
const areaKey = (areas: readonly WireArea[]) => {
  const known = new Set(areas.map(({ uid }) => uid));
  return ({ area }: WireEntity): string => (area !== null && known.has(area) ? area : '');
};

const isElsewhere = ({ domain, integration }: WireEntity): boolean =>
  elsewhere.has(domain) || elsewhereIntegrations.has(integration);

const rank = (domain: string): number => (order.includes(domain) ? order.indexOf(domain) : order.length);
const byName = (a: WireEntity, b: WireEntity) =>
  a.domain.localeCompare(b.domain) * -1 || a.full_name.localeCompare(b.full_name);
const byDomain = (a: WireEntity, b: WireEntity) =>
  rank(a.domain) - rank(b.domain) ||
  a.domain.localeCompare(b.domain) ||
  a.full_name.localeCompare(b.full_name);
