import type { ConfigEntry } from '@lifeops/lib';
import type { DeviceMessage, EntityMessage } from '@lifeops/lib/host';
import type { DeviceDeclaration } from '../core/registries/device-registry.ts';
import type { EntityDeclaration } from '../core/registries/entity-declaration.ts';

/** What an integration says of a device, as the registry takes it. */
export const deviceDeclaration = (
  entry: ConfigEntry,
  device: DeviceMessage,
  suggestedAreaUid: string | null,
  name: string | null,
): DeviceDeclaration => ({
  integration: entry.integration,
  entryId: entry.uid,
  key: device.key,
  parentKey: device.parent,
  viaKey: device.via,
  name,
  kind: device.kind,
  manufacturer: device.manufacturer,
  model: device.model,
  serialNumber: device.serial_number,
  softwareVersion: device.software_version,
  hardwareVersion: device.hardware_version,
  configurationUrl: device.configuration_url,
  connections: [...device.connections],
  suggestedAreaUid,
  location: 'home',
  owner: entry.owner,
});

export const entityDeclaration = (
  entry: ConfigEntry,
  entity: EntityMessage,
  about: { readonly deviceUid: string | null; readonly name: string | null },
): EntityDeclaration => ({
  integration: entry.integration,
  entryId: entry.uid,
  domain: entity.domain,
  uniqueId: entity.unique_id,
  deviceUid: about.deviceUid,
  nameKey: entity.name_key,
  name: about.name,
  icon: entity.icon,
  category: entity.category,
  enabledByDefault: entity.enabled_by_default,
  capability: entity.capability,
  owner: entry.owner,
});
