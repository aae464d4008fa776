import type { AreaRecord, DeviceRecord, EntityRecord, FloorRecord, LabelRecord } from '@lifeops/lib';
import type { DeviceDeclaration } from '../../../../hub/src/core/registries/device-registry.ts';
import type { EntityDeclaration } from '../../../../hub/src/core/registries/entity-declaration.ts';
import { Registries } from '../../../../hub/src/core/registries/registries.ts';
import { makeKernel, MemoryTable } from '../kernel.ts';

const byUid = (row: { readonly uid: string }) => row.uid;

export const makeTables = () => ({
  entities: new MemoryTable<EntityRecord>(byUid),
  devices: new MemoryTable<DeviceRecord>(byUid),
  areas: new MemoryTable<AreaRecord>(byUid),
  floors: new MemoryTable<FloorRecord>(byUid),
  labels: new MemoryTable<LabelRecord>(byUid),
});

export function makeRegistries(tables = makeTables()) {
  const kernel = makeKernel();
  const registries = new Registries({ ...kernel, tables });
  const events: string[] = [];
  kernel.bus.onAny(
    ({ type, data }) => {
      if (!type.endsWith('_registry_updated') || !('changes' in data)) return;
      events.push([type.replace('_registry_updated', ''), data.action, ...data.changes].join(' '));
    },
    { owner: 'test' },
  );
  return { ...kernel, tables, registries, events };
}

export const saysEntity = (uniqueId: string, more: Partial<EntityDeclaration> = {}): EntityDeclaration => ({
  integration: 'pool',
  entryId: 'entry',
  domain: 'sensor',
  uniqueId,
  deviceUid: null,
  nameKey: uniqueId,
  name: uniqueId,
  icon: null,
  category: null,
  enabledByDefault: true,
  capability: {
    features: [],
    deviceClass: null,
    stateClass: null,
    unit: null,
    precision: null,
    attributes: {},
    record: 'changes',
  },
  owner: null,
  ...more,
});

export const saysDevice = (key: string, more: Partial<DeviceDeclaration> = {}): DeviceDeclaration => ({
  integration: 'pool',
  entryId: 'entry',
  key,
  parentKey: null,
  viaKey: null,
  name: key,
  kind: 'device',
  manufacturer: null,
  model: null,
  serialNumber: null,
  softwareVersion: null,
  hardwareVersion: null,
  configurationUrl: null,
  connections: [],
  suggestedAreaUid: null,
  location: 'home',
  owner: null,
  ...more,
});
