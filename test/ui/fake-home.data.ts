import type { WireArea, WireDevice, WireEntity, WireFloor } from '@lifeops/lib/protocol';

/** All times of the fake home are counted from the minute in which the tests began. */
export const start = Math.floor(Date.now() / 60_000) * 60_000;
const hour = 3_600_000;

export interface FakeEntity {
  readonly entity: WireEntity;
  readonly value: string | number | boolean | null;
  readonly status: 'ok' | 'stale' | 'unknown' | 'unavailable';
  readonly attributes: Readonly<Record<string, unknown>>;
}

const stamp = { created_at: start - 9e9, modified_at: start - 9e8 } as const;

export const floors: readonly WireFloor[] = [
  { uid: 'f-ground', name: 'Ground floor', aliases: [], level: 0, icon: null, ...stamp },
  { uid: 'f-upper', name: 'Upper floor', aliases: [], level: 1, icon: null, ...stamp },
];

const area = (uid: string, name: string, floor: string | null, position: number): WireArea => ({
  uid,
  name,
  aliases: [],
  floor_uid: floor,
  parent_uid: null,
  icon: null,
  labels: [],
  position,
  ...stamp,
});
export const areas: readonly WireArea[] = [
  area('a-living', 'Living room', 'f-ground', 0),
  area('a-kitchen', 'Kitchen', 'f-ground', 1),
  area('a-hall', 'Hallway', 'f-ground', 2),
  area('a-bed', 'Bedroom', 'f-upper', 3),
  area('a-office', 'Office', 'f-upper', 4),
  area('a-garden', 'Garden', null, 5),
];

export interface DeviceInput {
  readonly uid: string;
  readonly name: string;
  readonly area: string | null;
  readonly integration?: string;
  readonly maker?: string;
  readonly model?: string;
  readonly kind?: 'device' | 'service';
}
export const deviceOf = ({
  uid,
  name,
  area: areaUid,
  integration = 'demo',
  maker,
  model,
  kind = 'device',
}: DeviceInput): WireDevice => ({
  uid,
  integration,
  entry_id: `e-${integration}`,
  key: uid,
  parent_uid: null,
  via_uid: null,
  name: { source: name, user: null },
  display_name: name,
  kind,
  manufacturer: maker ?? null,
  model: model ?? null,
  serial_number: null,
  software_version: '1.4.2',
  hardware_version: null,
  configuration_url: null,
  connections: [],
  location: 'home',
  area_uid: areaUid,
  labels: [],
  disabled_by: null,
  owner: null,
  last_seen: start - 40_000,
  removed_at: null,
  ...stamp,
});

export interface EntityInput {
  readonly id: string;
  readonly name?: string;
  readonly device: WireDevice;
  readonly key?: string;
  readonly value: FakeEntity['value'];
  readonly status?: FakeEntity['status'];
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly features?: readonly string[];
  readonly deviceClass?: string;
  readonly unit?: string;
  readonly precision?: number;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  readonly category?: 'config' | 'diagnostic';
  readonly hidden?: boolean;
  readonly disabled?: boolean;
}

export function entityOf(input: EntityInput): FakeEntity {
  const { id, name, device, key, deviceClass = null, unit = null, precision = null, category = null } = input;
  const domain = id.slice(0, id.indexOf('.'));
  const entity = {
    uid: `u-${id}`,
    entity_id: id,
    former_ids: [],
    domain,
    integration: device.integration,
    entry_id: device.entry_id,
    unique_id: `${device.key}/${key ?? id}`,
    device_uid: device.uid,
    name_key: key ?? null,
    name: { source: name ?? null, user: null },
    icon: { source: null, user: null },
    category,
    area_uid: null,
    labels: [],
    disabled_by: input.disabled ? 'user' : null,
    hidden_by: input.hidden ? 'user' : null,
    unit: null,
    precision: null,
    capability: {
      features: [...(input.features ?? [])],
      deviceClass,
      stateClass: null,
      unit,
      precision,
      attributes: { ...input.capabilities },
      record: 'changes',
    },
    owner: null,
    removed_at: null,
    ...stamp,
    display_name: name ?? device.display_name,
    full_name: name === undefined ? device.display_name : `${device.display_name} ${name}`,
    area: device.area_uid,
  } as unknown as WireEntity;
  return { entity, value: input.value, status: input.status ?? 'ok', attributes: input.attributes ?? {} };
}

/** Hours from the start of the fake time. */
export const at = (hours: number): number => start + hours * hour;
