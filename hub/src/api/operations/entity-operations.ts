import { Conflict, InvalidInput } from '@lifeops/lib';
import type { EntityRecord } from '@lifeops/lib';
import type { EntityPatch } from '../../core/registries/entity-declaration.ts';
import { Names } from './entity-names.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import type { Language } from './ports.ts';
import { VisibleHome } from './visible-home.ts';
import { wireEntity } from './wire-forms.ts';

/** The entity registry. */
export function entityOperations(deps: OperationDeps): OperationsOf<'entities'> {
  const { registries, states } = deps;
  const wire = (row: EntityRecord, language: Language) =>
    wireEntity(row, new Names(deps, language), registries);
  return {
    'entities.list': async ({ language, removed }, { principal }) => {
      const home = new VisibleHome(deps, principal);
      const names = new Names(deps, language);
      const rows = removed ? [...home.entities(), ...home.removedEntities()] : home.entities();
      return { entities: rows.map((row) => wireEntity(row, names, registries)) };
    },
    'entities.get': async ({ entity, language }, { principal }) =>
      wire(new VisibleHome(deps, principal).entity(entity), language),
    'entities.update': async ({ entity, entity_id: newId, ...changes }, { principal, context }) => {
      let row = new VisibleHome(deps, principal).entity(entity);
      checkPlaces(deps, changes);
      const patch = patchOf(row, changes);
      if (newId !== undefined && newId !== row.entityId)
        row = await registries.entities.rename(row.uid, newId, context);
      return wire(await registries.entities.update(row.uid, patch, context), 'en');
    },
    'entities.remove': async ({ entity }, { principal, context }) => {
      const { uid, entityId } = new VisibleHome(deps, principal).entity(entity);
      const writer = states.ownerOf(uid);
      if (writer !== undefined)
        throw new Conflict(
          `${entityId} is still provided by its integration. Disable it, or remove it at its source.`,
          { details: { entity_id: entityId } },
        );
      await registries.entities.remove([uid], context);
      states.forget(uid, context);
      return { ok: true };
    },
    'entities.references': async ({ entity }, { principal }) => {
      const { uid } = new VisibleHome(deps, principal).entity(entity);
      const users = registries.references.usersOf(uid);
      return { references: users.map(({ owner, kind, name }) => ({ kind, key: owner, name })) };
    },
  };
}

interface Changes {
  readonly name?: string | null | undefined;
  readonly icon?: string | null | undefined;
  readonly area_uid?: string | null | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
  readonly hidden?: boolean | undefined;
  readonly unit?: string | null | undefined;
  readonly precision?: number | null | undefined;
}

function patchOf(row: EntityRecord, changes: Changes): EntityPatch {
  const { area_uid: areaUid, disabled, hidden, ...rest } = changes;
  if (disabled === false && (row.disabledBy === 'entry' || row.disabledBy === 'device'))
    throw new Conflict(`${row.entityId} is disabled with its ${row.disabledBy}; enable that.`);
  return {
    ...givenFields({ ...rest, areaUid }),
    ...(disabled === undefined ? {} : { disabledBy: disabled ? (row.disabledBy ?? 'user') : null }),
    ...(hidden === undefined ? {} : { hiddenBy: hidden ? (row.hiddenBy ?? 'user') : null }),
  };
}

/** Throws `InvalidInput` for an area, floor or label that is not there. */
export function checkPlaces(
  { registries }: Pick<OperationDeps, 'registries'>,
  places: {
    readonly area_uid?: string | null | undefined;
    readonly parent_uid?: string | null | undefined;
    readonly floor_uid?: string | null | undefined;
    readonly labels?: readonly string[] | undefined;
  },
): void {
  const refuse = (path: string, what: string): never => {
    throw new InvalidInput(`The input is not right: ${path} names no ${what}.`, [
      { path, message: `names no ${what}`, expected: `the uid of a ${what}, from GET /api/v1/areas` },
    ]);
  };
  const { area_uid: area, parent_uid: parent, floor_uid: floor, labels = [] } = places;
  if (typeof area === 'string' && !registries.areas.get(area)) refuse('/area_uid', 'area');
  if (typeof parent === 'string' && !registries.areas.get(parent)) refuse('/parent_uid', 'area');
  if (typeof floor === 'string' && !registries.floors.get(floor)) refuse('/floor_uid', 'floor');
  labels.forEach((uid, i) => registries.labels.get(uid) ?? refuse(`/labels/${i}`, 'label'));
}
