import { rolePermissions } from '@lifeops/lib/protocol';
import { areas, floors, start } from './fake-home.data.ts';
import type { FakeHome } from './fake-home.ts';
import { devices } from './fake-rooms.data.ts';
import {
  automations,
  entries,
  events,
  integrations,
  notifications,
  people,
  tokens,
} from './fake-sources.data.ts';

type Input = Readonly<Record<string, unknown>>;
export type Answers = Readonly<Record<string, (input: Input) => unknown>>;

const hour = 3_600_000;
const ok = () => ({ ok: true });

/** What the fake hub says to each operation; a refusal is a thrown `Refusal`. */
export class Refusal extends Error {
  readonly problem: Readonly<Record<string, unknown>>;
  constructor(status: number, code: string, detail: string, more: object = {}) {
    super(detail);
    this.problem = {
      type: `https://lifeops.invalid/errors/${code}`,
      title: code,
      status,
      code,
      detail,
      ...more,
    };
  }
}

export function answersOf(home: FakeHome): Answers {
  const find = <T extends { readonly uid: string }>(list: readonly T[], uid: unknown): T => {
    const found = list.find((each) => each.uid === uid);
    if (!found) throw new Refusal(404, 'not-found', 'It is not here.');
    return found;
  };
  return {
    'auth.first_run': () => ({
      needed: home.firstRun,
      code_required: true,
      site_name: 'Home',
      time_zone: 'Europe/Stockholm',
      version: '0.1.0',
    }),
    'auth.create_owner': () => {
      home.firstRun = false;
      return { token: home.token, user: people[0] };
    },
    'auth.sign_in': ({ password }) => {
      if (password !== 'a long enough sentence')
        throw new Refusal(401, 'unauthorized', 'Name or password is not right.');
      return { token: home.token, user: people[0] };
    },
    'auth.sign_out': ok,
    'auth.change_password': ok,
    'auth.me': () => ({
      user: people[0],
      role: home.role,
      permissions: [...rolePermissions[home.role]],
      token: 't-1',
    }),
    'tokens.list': () => ({ tokens }),
    'tokens.create': ({ name, role }) => ({
      token: 'lifeops_0123456789abcdef',
      record: { ...tokens[2], name, role },
    }),
    'tokens.revoke': ok,
    'users.list': () => ({ users: people }),
    'users.create': (input) => ({ ...people[1], ...input, uid: 'us-9' }),
    'users.update': ({ uid }) => find(people, uid),
    'site.get': () => home.site,
    'site.update': (input) => Object.assign(home.site, input),
    'entities.list': () => ({ entities: home.entities.map(({ entity }) => entity) }),
    'entities.update': ({ entity: uid, name, area_uid: area, hidden, disabled }) =>
      home.updateEntity(String(uid), { name, area, hidden, disabled }),
    'entities.references': () => ({
      references: [{ kind: 'automation', key: 'au-1', name: 'Lights on at dusk' }],
    }),
    'devices.list': () => ({ devices }),
    'devices.update': ({ device_id: uid }) => find(devices, uid),
    'devices.replace': ({ device_id: uid, preview }) => ({
      applied: preview === false,
      pairs: home.entities
        .filter(({ entity }) => entity.device_uid === uid)
        .map(({ entity }) => ({ old: entity.uid, new: null, by: 'no entity of the same kind' })),
    }),
    'areas.list': () => ({ areas, floors, labels: [] }),
    'areas.create': ({ name }) => ({ ...areas[0], uid: 'a-new', name }),
    'areas.update': ({ uid }) => find(areas, uid),
    'areas.remove': ok,
    'floors.create': ({ name, level }) => ({ ...floors[0], uid: 'f-new', name, level }),
    'history.get': ({ entity_id: ids, start: from, end: to }) =>
      home.history(ids as readonly string[], Number(from ?? start - 24 * hour), Number(to ?? start)),
    'services.call': ({ domain, service, target, data }) =>
      home.call(`${String(domain)}.${String(service)}`, target as Input | undefined, data as Input),
    'integrations.list': () => ({ integrations }),
    'entries.list': () => ({ entries: home.entries }),
    'entries.create': ({ integration, title, config, replaces }) => {
      const { source } = config as { readonly source?: { readonly url?: string } };
      if (source?.url?.includes('wrong') === true)
        throw new Refusal(400, 'invalid-input', 'The address does not answer with a calendar.', {
          issues: [{ path: '/config/source/url', message: 'no calendar is there' }],
        });
      const made = {
        ...entries[3],
        uid: `e-${String(integration)}-2`,
        integration: String(integration),
        title: String(title),
      } as (typeof home.entries)[number];
      home.entries = [...home.entries.filter(({ uid }) => uid !== replaces), made];
      home.tell('integration');
      return made;
    },
    'entries.update': ({ uid }) => find(home.entries, uid),
    'entries.reload': ({ uid }) => find(home.entries, uid),
    'entries.remove': ({ uid }) => {
      home.entries = home.entries.filter((each) => each.uid !== uid);
      if (!home.entries.some(({ demo }) => demo)) home.site.demo = false;
      home.tell('integration');
      return ok();
    },
    'entries.diagnostics': () => ({ redacted: true }),
    'flows.start': () => ({
      flow_id: 'fl-1',
      integration: 'oura',
      step: {
        kind: 'form',
        id: 'application',
        schema: integrations[2]?.config ?? {},
        values: {},
        errors: [],
      },
    }),
    'flows.answer': () => ({
      flow_id: 'fl-1',
      integration: 'oura',
      step: {
        kind: 'external',
        id: 'sign_in',
        url: 'https://example.org/sign-in',
        schema: {
          type: 'object',
          properties: { code: { type: 'string', title: 'Address that you were sent to' } },
          required: ['code'],
        },
      },
    }),
    'flows.abandon': ok,
    'automations.list': () => ({ automations }),
    'automations.update': ({ uid }) => find(automations, uid),
    'automations.run': () => ({ ran: true, error: null }),
    'calendar.events': ({ start: from, end: to }) => ({
      start: Number(from ?? start),
      end: Number(to ?? start),
      events,
    }),
    'notifications.list': () => ({ notifications: home.notifications }),
    'notifications.dismiss': ({ uid }) => {
      home.notifications = home.notifications.filter((each) => each.uid !== uid);
      return ok();
    },
    'system.status': () => ({
      summary: 'All is well.',
      timestamp: start,
      version: '0.1.0',
      node_id: 'home',
      counts: { entities: home.entities.length },
      parts: [
        { name: 'storage', status: 'ok', detail: null },
        { name: 'recorder', status: 'ok', detail: '12 rows a second' },
        { name: 'integrations', status: 'degraded', detail: '1 of 4 tries again' },
      ],
      machine: {
        cpu_percent: 7.2,
        memory_bytes: 8 * 2 ** 30,
        memory_free_bytes: 3 * 2 ** 30,
        disk_free_bytes: 41 * 2 ** 30,
        disk_used_percent: 34,
        loop_delay_ms: 1.2,
      },
    }),
  };
}

export const freshNotifications = () => [...notifications];
