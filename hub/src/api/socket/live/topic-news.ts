import type { EventMap, EventName, HubEvent } from '@lifeops/lib';
import { toWire } from '@lifeops/lib/protocol';
import type { Permission, Topic, TopicMessage } from '@lifeops/lib/protocol';
import { canSee, may } from '../../../auth/principal.ts';
import type { Principal } from '../../../auth/principal.ts';
import type { Notifications } from '../../../notifications/notifications.ts';
import type { OwnedKind, OwnerMemory } from './owner-memory.ts';

/** What a topic's subscriber is told, and which of them. */
export interface TopicNews {
  readonly topic: Topic;
  readonly message: Omit<TopicMessage, 'seq'>;
  readonly isFor: (principal: Principal) => boolean;
}

/** What reading each topic needs: the same as the operations that it makes clients call. */
export const topicPermissions: Readonly<Record<Topic, Permission>> = {
  devices: 'states:read',
  registry: 'registry:read',
  integrations: 'integrations:read',
  notifications: 'notifications:read',
  calendar: 'calendar:read',
  health: 'health:read',
  automations: 'automations:read',
  settings: 'settings:read',
  agents: 'automations:read',
};

interface NewsDeps {
  readonly owners: OwnerMemory;
  readonly notifications: Pick<Notifications, 'get'>;
}
type NewsOf = { readonly [E in EventName]?: (data: EventMap[E]) => TopicNews };

const everybody = (): boolean => true;
const healthSeries = new Set(['health_metrics', 'sleep_sessions', 'activity_events']);

/** Makes news of the bus's events; undefined for those that no topic carries. */
export function topicNews(deps: NewsDeps): (event: HubEvent) => TopicNews | undefined {
  const table = newsTable(deps);
  return (event) => {
    const make = table[event.type] as ((data: unknown) => TopicNews) | undefined;
    const news = make?.(event.data);
    return news?.topic === 'health' && !healthSeries.has(news.message.kind) ? undefined : news;
  };
}

function newsTable({ owners, notifications }: NewsDeps): NewsOf {
  const owned = (kind: OwnedKind, uid: string) => {
    const owner = owners.ownerOf(kind, uid);
    return (principal: Principal) => canSee(principal, owner);
  };
  const registry =
    (kind: string, isFor: (uid: string) => TopicNews['isFor'] = () => everybody) =>
    ({ action, uid }: { readonly action: string; readonly uid: string }): TopicNews => ({
      topic: 'registry',
      message: { kind, action, uid },
      isFor: isFor(uid),
    });
  const service =
    (action: string) =>
    (data: EventMap['service_registered']): TopicNews => ({
      topic: 'registry',
      message: { kind: 'service', action, uid: `${data.domain}.${data.service}` },
      isFor: everybody,
    });
  return {
    entity_registry_updated: registry('entity', (uid) => owned('entity', uid)),
    device_registry_updated: registry('device', (uid) => owned('device', uid)),
    area_registry_updated: registry('area'),
    floor_registry_updated: registry('floor'),
    label_registry_updated: registry('label'),
    service_registered: service('create'),
    service_removed: service('remove'),
    config_entry_updated: ({ action, uid, state }) => ({
      topic: 'integrations',
      message: { kind: 'entry', action, uid, ...(state === undefined ? {} : { data: { state } }) },
      isFor: owned('entry', uid),
    }),
    notification_updated: ({ action, uid }) => {
      const row = notifications.get(uid);
      return {
        topic: 'notifications',
        message: { kind: 'notification', action, uid, ...(row ? { data: toWire(row) } : {}) },
        isFor: owned('notification', uid),
      };
    },
    calendar_events_changed: ({ uid, added, changed, removed }) => ({
      topic: 'calendar',
      message: { kind: 'events', action: 'update', uid, data: { added, changed, removed } },
      isFor: owned('entity', uid),
    }),
    series_written: ({ series, source, count, from, to }) => {
      const sources = owners.ownersOfSource(source);
      return {
        topic: 'health',
        message: { kind: series, action: 'create', uid: source, data: { source, count, from, to } },
        isFor: (principal) => sources.some((owner) => canSee(principal, owner)),
      };
    },
    automation_updated: ({ action, uid }) => ({
      topic: 'automations',
      message: { kind: 'automation', action, uid },
      isFor: everybody,
    }),
    automation_triggered: ({ uid, name }) => ({
      topic: 'automations',
      message: { kind: 'automation', action: 'trigger', uid, data: { name } },
      isFor: everybody,
    }),
    settings_updated: ({ keys }) => ({
      topic: 'settings',
      message: { kind: 'settings', action: 'update', uid: 'site', data: { keys } },
      isFor: everybody,
    }),
    user_updated: ({ action, uid }) => ({
      topic: 'settings',
      message: { kind: 'user', action, uid },
      isFor: (principal) => principal.userUid === uid || may(principal, 'users:manage'),
    }),
  };
}
