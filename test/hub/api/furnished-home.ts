import { asUid } from '@lifeops/lib';
import type { Clock, DeviceRecord, EntityRecord } from '@lifeops/lib';
import type { Automations } from '../../../hub/src/automations/automations.ts';
import type { CalendarEvents } from '../../../hub/src/calendar/calendar-events.ts';
import type { Registries } from '../../../hub/src/core/registries/registries.ts';
import type { Notifications } from '../../../hub/src/notifications/notifications.ts';
import type { Recorder } from '../../../hub/src/recorder/recorder.ts';
import { context } from '../core/kernel.ts';
import { saysDevice, saysEntity } from '../core/registries/registry-fixture.ts';
import type { FakeEntries } from './fake-ports.ts';

/** The person of this role owns what is private in the furnished home. */
export const privateOwner = 'user-member';

interface Rooms {
  readonly clock: Clock;
  readonly registries: Registries;
  readonly notifications: Notifications;
  readonly calendar: CalendarEvents;
  readonly recorder: Recorder;
  readonly automations: Automations;
  readonly entries: FakeEntries;
  readonly hold: (row: EntityRecord) => void;
}

/** A home with one of everything for the household and one of everything that belongs to `privateOwner`. */
export async function furnish(rooms: Rooms) {
  const { registries, notifications, entries } = rooms;
  const floor = await registries.floors.create({ name: 'Ground', level: 0 }, context);
  const area = await registries.areas.create({ name: 'Kitchen', floorUid: floor.uid }, context);
  const label = await registries.labels.create({ name: 'Night' }, context);
  const { entry: shared } = await entries.create({
    integration: 'demo',
    config: {},
    options: {},
    demo: true,
    owner: null,
  });
  const { entry: own } = await entries.create({
    integration: 'demo',
    config: {},
    options: {},
    demo: false,
    owner: privateOwner,
  });
  const [lamp, ring, spare] = (await registries.devices.declare(
    [
      saysDevice('lamp', {
        integration: 'demo',
        entryId: shared.uid,
        name: 'Lamp',
        suggestedAreaUid: area.uid,
      }),
      saysDevice('ring', { integration: 'demo', entryId: own.uid, name: 'Ring', owner: privateOwner }),
      saysDevice('spare', { integration: 'demo', entryId: shared.uid, name: 'Spare' }),
    ],
    context,
  )) as [DeviceRecord, DeviceRecord, DeviceRecord];
  const rows = await registries.entities.declare(
    [
      saysEntity('light', {
        integration: 'demo',
        entryId: shared.uid,
        domain: 'light',
        deviceUid: lamp.uid,
        name: null,
        nameKey: null,
      }),
      saysEntity('power', {
        integration: 'demo',
        entryId: shared.uid,
        domain: 'sensor',
        deviceUid: lamp.uid,
        name: 'Power',
        nameKey: 'power',
      }),
      saysEntity('pulse', {
        integration: 'demo',
        entryId: own.uid,
        domain: 'sensor',
        deviceUid: ring.uid,
        name: 'Pulse',
        nameKey: 'pulse',
        owner: privateOwner,
      }),
      saysEntity('family', {
        integration: 'demo',
        entryId: shared.uid,
        domain: 'calendar',
        deviceUid: null,
        name: 'Family',
      }),
      saysEntity('diary', {
        integration: 'demo',
        entryId: own.uid,
        domain: 'calendar',
        deviceUid: null,
        name: 'Diary',
        owner: privateOwner,
      }),
    ],
    context,
  );
  for (const row of rows) rooms.hold(row);
  const [light, power, pulse, family, diary] = rows as [
    EntityRecord,
    EntityRecord,
    EntityRecord,
    EntityRecord,
    EntityRecord,
  ];
  const message = await notifications.create({ agent: 'hub', title: 'Milk', body: 'is out' }, context);
  const secret = await notifications.create(
    { agent: 'hub', title: 'Sleep', body: 'was short', owner: privateOwner },
    context,
  );
  const now = rooms.clock.now();
  for (const [calendar, title] of [
    [family, 'Dinner'],
    [diary, 'Doctor'],
  ] as const) {
    const event = { id: title, uid: title, title, start: now + 1000, end: now + 2000, allDay: false };
    const rest = {
      recurrenceId: null,
      startDate: null,
      endDate: null,
      location: '',
      description: '',
      status: 'confirmed',
      transparent: false,
      private: false,
    } as const;
    await rooms.calendar.change(
      { entityUid: asUid(calendar.uid), source: 'demo', put: [{ ...event, ...rest }], remove: [] },
      context,
    );
  }
  const point = {
    at: now - 1000,
    unit: null,
    key: '',
    end: null,
    metadata: {},
    source: 'demo',
    entryUid: own.uid,
    owner: privateOwner,
  };
  await rooms.recorder.writeSeries([
    { ...point, series: 'health_metrics', type: 'readiness_score', value: 80 },
    { ...point, series: 'sleep_sessions', type: 'main', value: 90, end: now },
    { ...point, series: 'health_metrics', type: 'air', value: 1, owner: null },
  ]);
  const automation = await rooms.automations.create(
    {
      name: 'Lamp on',
      triggers: [{ trigger: 'state', entity_id: power.entityId }],
      actions: [{ action: 'light.turn_on', target: { entity_id: light.entityId } }],
    },
    context,
  );
  return {
    floor,
    area,
    label,
    shared,
    own,
    lamp,
    ring,
    spare,
    light,
    power,
    pulse,
    family,
    diary,
    message,
    secret,
    automation,
  };
}
export type Furniture = Awaited<ReturnType<typeof furnish>>;
