import { Conflict } from '@lifeops/lib';
import type { DeviceRecord } from '@lifeops/lib';
import { checkPlaces } from './entity-operations.ts';
import { Names } from './entity-names.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import type { Language } from './ports.ts';
import { VisibleHome } from './visible-home.ts';
import { wireDevice } from './wire-forms.ts';

/** The device registry. */
export function deviceOperations(deps: OperationDeps): Omit<OperationsOf<'devices'>, 'devices.control'> {
  const { registries } = deps;
  const wire = (row: DeviceRecord, language: Language) => wireDevice(row, new Names(deps, language));
  return {
    'devices.list': async ({ language }, { principal }) => ({
      devices: new VisibleHome(deps, principal).devices().map((row) => wire(row, language)),
    }),
    'devices.get': async ({ device_id: uid, language }, { principal }) =>
      wire(new VisibleHome(deps, principal).device(uid), language),
    'devices.update': async ({ device_id: uid, area_uid: areaUid, disabled, ...rest }, request) => {
      const row = new VisibleHome(deps, request.principal).device(uid);
      checkPlaces(deps, { area_uid: areaUid, labels: rest.labels });
      if (disabled === false && row.disabledBy === 'entry')
        throw new Conflict('The device is disabled with its config entry; enable that.');
      const updated = await registries.devices.update(
        uid,
        givenFields({ ...rest, areaUid }),
        request.context,
      );
      if (disabled === undefined || disabled === (row.disabledBy !== null)) return wire(updated, 'en');
      return wire(await registries.setDeviceDisabled(uid, disabled ? 'user' : null, request.context), 'en');
    },
    'devices.remove': async ({ device_id: uid }, { principal, context }) => {
      new VisibleHome(deps, principal).device(uid);
      await registries.removeDevice(uid, context);
      return { ok: true };
    },
    'devices.replace': async ({ device_id: uid, by, preview }, { principal, context }) => {
      const home = new VisibleHome(deps, principal);
      const entries = new Set([home.device(uid).entryId, home.device(by).entryId]);
      const { plan } = await registries.replaceDevice(uid, by, { preview, context });
      // What runs still writes under the uids from before the swap.
      if (!preview)
        for (const entry of entries)
          if (entry !== null && deps.entries.get(entry)) await deps.entries.reload(entry, context);
      const matched = plan.matched.map((pair) => ({
        old: pair.entityId,
        new: pair.replacedEntityId,
        by: 'domain, device class and key',
      }));
      const lost = plan.lost.map(({ entityId }) => ({
        old: entityId,
        new: null,
        by: 'the new device has nothing like it',
      }));
      return { applied: !preview, pairs: [...matched, ...lost] };
    },
  };
}
