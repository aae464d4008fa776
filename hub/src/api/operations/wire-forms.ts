import type { DeviceRecord, EntityRecord, EntityState } from '@lifeops/lib';
import { toWire } from '@lifeops/lib/protocol';
import type {
  WireDevice,
  WireEntity,
  WireEntry,
  WireState,
  WireToken,
  WireUser,
} from '@lifeops/lib/protocol';
import type { Registries } from '../../core/registries/registries.ts';
import type { TokenRow, UserRow } from '../../core/store/tables.ts';
import type { Names } from './entity-names.ts';
import type { EntryView } from '../../core/config-entries/entry-admin-view.ts';

/** A state on the wire; a report without change since moves `reported_at` alone. */
export function wireState(state: EntityState, reportedAt: number | undefined): WireState {
  return {
    uid: state.uid,
    entity_id: state.entityId,
    value: state.value,
    status: state.status,
    attributes: state.attributes as WireState['attributes'],
    changed_at: state.changedAt,
    updated_at: state.updatedAt,
    reported_at: reportedAt ?? state.updatedAt,
    ...(state.measuredAt === undefined ? {} : { measured_at: state.measuredAt }),
    context: state.context,
    node: state.node,
    seq: state.seq,
  };
}

export function wireEntity(row: EntityRecord, names: Names, registries: Registries): WireEntity {
  const { displayName, fullName } = names.ofEntity(row);
  return {
    ...toWire(row),
    display_name: displayName,
    full_name: fullName,
    area: registries.areaOf(row),
  } as WireEntity;
}

export const wireDevice = (row: DeviceRecord, names: Names): WireDevice =>
  ({ ...toWire(row), display_name: names.ofDevice(row) }) as WireDevice;

export function wireEntry(view: EntryView, registries: Registries): WireEntry {
  const { entry, status, secrets, place } = view;
  return {
    ...toWire(entry),
    secrets: [...secrets],
    status: toWire(status),
    place,
    entity_count: registries.entities.ofEntry(entry.uid).length,
    device_count: registries.devices.ofEntry(entry.uid).length,
  } as WireEntry;
}

/** Without the password's hash. */
export function wireUser(user: UserRow): WireUser {
  return {
    uid: user.uid,
    name: user.name,
    role: user.role,
    language: user.language,
    active: user.active,
    created_at: user.createdAt,
  };
}

/** Without the token's hash. */
export function wireToken(row: TokenRow, currentUid: string): WireToken {
  return {
    uid: row.uid,
    name: row.name,
    kind: row.kind,
    user_uid: row.userUid,
    role: row.role,
    created_at: row.createdAt,
    last_used_at: row.lastUsedAt,
    expires_at: row.expiresAt,
    current: row.uid === currentUid,
  };
}
