import { toWire } from '@lifeops/lib/protocol';
import type { WireArea, WireFloor, WireLabel } from '@lifeops/lib/protocol';
import { checkPlaces } from './entity-operations.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';

/** Areas, floors and labels. */
export function areaOperations(
  deps: OperationDeps,
): OperationsOf<'areas'> & OperationsOf<'floors'> & OperationsOf<'labels'> {
  const { registries } = deps;
  const { areas, floors, labels } = registries;
  return {
    'areas.list': async () => ({
      areas: areas.all().map((row) => toWire(row) as WireArea),
      floors: floors.all().map((row) => toWire(row) as WireFloor),
      labels: labels.all().map((row) => toWire(row) as WireLabel),
    }),
    'areas.create': async ({ floor_uid: floorUid, parent_uid: parentUid, ...rest }, { context }) => {
      checkPlaces(deps, { floor_uid: floorUid, parent_uid: parentUid });
      const fields = givenFields({ ...rest, floorUid, parentUid });
      return toWire(await areas.create({ ...fields, name: rest.name }, context)) as WireArea;
    },
    'areas.update': async ({ uid, floor_uid: floorUid, parent_uid: parentUid, ...rest }, { context }) => {
      checkPlaces(deps, { floor_uid: floorUid, parent_uid: parentUid, labels: rest.labels });
      return toWire(
        await areas.update(uid, givenFields({ ...rest, floorUid, parentUid }), context),
      ) as WireArea;
    },
    'areas.remove': async ({ uid }, { context }) => {
      await registries.removeArea(uid, context);
      return { ok: true };
    },
    'floors.create': async ({ name, ...rest }, { context }) =>
      toWire(await floors.create({ ...givenFields(rest), name }, context)) as WireFloor,
    'floors.update': async ({ uid, ...rest }, { context }) =>
      toWire(await floors.update(uid, givenFields(rest), context)) as WireFloor,
    'floors.remove': async ({ uid }, { context }) => {
      await registries.removeFloor(uid, context);
      return { ok: true };
    },
    'labels.create': async ({ name, ...rest }, { context }) =>
      toWire(await labels.create({ ...givenFields(rest), name }, context)) as WireLabel,
    'labels.remove': async ({ uid }, { context }) => {
      await registries.removeLabel(uid, context);
      return { ok: true };
    },
  };
}
