import type { OperationInput, OperationName, Operations } from '@lifeops/lib/protocol';
import type { World } from './api-world.ts';

/** An input with which each operation succeeds for an owner in a fresh furnished world. Fields are as clients send them. */
export const operationExamples: {
  readonly [Name in OperationName]: (world: World) => OperationInput<Operations[Name]>;
} = {
  'system.health': () => ({}),
  'system.status': () => ({}),
  'site.get': () => ({}),
  'site.update': () => ({ name: 'Cottage', latitude: 60, units: 'metric' }),
  'config.reload': () => ({}),
  'config.schema': () => ({}),
  'logs.level': () => ({ level: 'debug' }),
  'auth.first_run': () => ({}),
  'auth.create_owner': () => ({
    name: 'Alex',
    password: 'a long password',
    language: 'pl',
    site: { name: 'Dom' },
  }),
  'auth.sign_in': () => ({ name: 'signer', password: 'a long password', device: 'test' }),
  'auth.sign_out': () => ({}),
  'auth.me': () => ({}),
  'auth.change_password': () => ({ current: 'a long password', password: 'another long one' }),
  'tokens.list': () => ({}),
  'tokens.create': () => ({ name: 'Panel', role: 'guest', expires_in_days: 30 }),
  'tokens.revoke': ({ accounts }) => ({
    uid: accounts.tokens.list().find(({ role }) => role === 'guest')?.uid ?? '',
  }),
  'users.list': () => ({}),
  'users.create': () => ({ name: 'Zoe', password: 'a long password', role: 'member' }),
  'users.update': () => ({ uid: 'user-guest', name: 'Visitor', active: false }),
  'states.list': ({ home }) => ({ domain: ['sensor'], area_id: [home.area.uid] }),
  'states.get': ({ home }) => ({ entity_id: home.light.entityId }),
  'history.get': ({ home }) => ({ entity_id: [home.power.entityId], limit: 10, attributes: 'all' }),
  'services.list': () => ({}),
  'services.call': ({ home }) => ({
    domain: 'light',
    service: 'turn_on',
    target: { entity_id: home.light.entityId },
    data: {},
  }),
  'devices.control': ({ home }) => ({ device_id: home.lamp.uid, service: 'light.turn_on', data: {} }),
  'entities.list': () => ({ language: 'en', removed: true }),
  'entities.get': ({ home }) => ({ entity: home.power.uid, language: 'pl' }),
  'entities.update': ({ home }) => ({
    entity: home.power.uid,
    name: 'Watts',
    entity_id: 'sensor.watts',
    labels: [home.label.uid],
  }),
  'entities.remove': ({ home, writer }) => {
    writer(home.power.entityId).release();
    return { entity: home.power.uid };
  },
  'entities.references': ({ home }) => ({ entity: home.power.uid }),
  'devices.list': () => ({ language: 'sv' }),
  'devices.get': ({ home }) => ({ device_id: home.lamp.uid, language: 'pl' }),
  'devices.update': ({ home }) => ({ device_id: home.lamp.uid, name: 'Spot', area_uid: null }),
  'devices.remove': ({ home }) => ({ device_id: home.lamp.uid }),
  'devices.replace': ({ home }) => ({ device_id: home.lamp.uid, by: home.spare.uid, preview: true }),
  'areas.list': () => ({}),
  'areas.create': ({ home }) => ({ name: 'Hall', floor_uid: home.floor.uid, parent_uid: null }),
  'areas.update': ({ home }) => ({ uid: home.area.uid, name: 'Galley', position: 3 }),
  'areas.remove': ({ home }) => ({ uid: home.area.uid }),
  'floors.create': () => ({ name: 'Attic', level: 2 }),
  'floors.update': ({ home }) => ({ uid: home.floor.uid, level: 1 }),
  'floors.remove': ({ home }) => ({ uid: home.floor.uid }),
  'labels.create': () => ({ name: 'Day', color: '#ffcc00' }),
  'labels.remove': ({ home }) => ({ uid: home.label.uid }),
  'integrations.list': () => ({ language: 'pl' }),
  'entries.list': () => ({}),
  'entries.create': () => ({ integration: 'demo', title: 'Mine', config: {}, mine: true }),
  'entries.update': ({ home }) => ({ uid: home.shared.uid, title: 'Ours' }),
  'entries.remove': ({ home }) => ({ uid: home.shared.uid, with_history: true }),
  'entries.reload': ({ home }) => ({ uid: home.shared.uid }),
  'entries.diagnostics': ({ home }) => ({ uid: home.shared.uid }),
  'flows.start': () => ({ integration: 'demo', name: 'user' }),
  'flows.answer': () => ({ flow_id: 'flow-1', value: { host: 'x' } }),
  'flows.abandon': () => ({ flow_id: 'flow-1' }),
  'calendar.events': () => ({ limit: 10 }),
  'calendar.sync': () => ({}),
  'health.metrics': () => ({ metric_type: 'air', limit: 10 }),
  'health.sleep_latest': () => ({}),
  'health.readiness': () => ({}),
  'notifications.list': () => ({ status: 'delivered' }),
  'notifications.dismiss': ({ home }) => ({ uid: home.message.uid }),
  'automations.list': () => ({}),
  'automations.create': ({ home }) => ({
    document: {
      name: 'New',
      triggers: [{ trigger: 'state', entity_id: home.light.entityId }],
      actions: [{ action: 'light.turn_off', target: { entity_id: home.light.entityId } }],
    },
  }),
  'automations.update': ({ home }) => ({ uid: home.automation.row.uid, enabled: false }),
  'automations.remove': ({ home }) => ({ uid: home.automation.row.uid }),
  'automations.run': ({ home }) => ({ uid: home.automation.row.uid, check_conditions: false }),
};

/** What must be true before: steps taken, people who can sign in. */
export const preparations: { readonly [Name in OperationName]?: (world: World) => Promise<unknown> } = {
  'auth.sign_in': ({ accounts }) =>
    accounts.users.create({ name: 'signer', password: 'a long password', role: 'member' }),
  'auth.change_password': ({ accounts }) =>
    accounts.users.update('user-owner', { password: 'a long password' }),
  'states.get': async (world) => world.set(world.home.light.entityId, true),
  'flows.answer': ({ flows }) => flows.start({ integration: 'demo' }),
  'flows.abandon': ({ flows }) => flows.start({ integration: 'demo' }),
};
