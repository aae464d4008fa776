import { days } from '@lifeops/lib';
import { toWire } from '@lifeops/lib/protocol';
import type { WireCalendarEvent, WireNotification } from '@lifeops/lib/protocol';
import type { CalendarEventRow } from '../../core/store/tables.ts';
import type { StoredSeriesPoint } from '../../recorder/ports.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import type { AuthorizedRequest } from './request.ts';
import { checkSpan } from './state-operations.ts';
import { VisibleHome } from './visible-home.ts';

/** Calendars, health and notifications: each person's own and the household's. */
export function lifeOperations(
  deps: OperationDeps,
): OperationsOf<'calendar'> & OperationsOf<'health'> & OperationsOf<'notifications'> {
  const { clock, recorder, notifications } = deps;
  const calendars = ({ principal }: AuthorizedRequest) =>
    new VisibleHome(deps, principal).entities().filter(({ domain }) => domain === 'calendar');
  return {
    'calendar.events': async (input, request) => {
      const start = input.start ?? clock.now();
      const end = input.end ?? start + days(30);
      checkSpan(start, end);
      const { sources } = input;
      const ids = new Map(
        calendars(request)
          .filter(
            (row) => !sources || [row.integration, row.entityId, row.uid].some((id) => sources.includes(id)),
          )
          .map((row) => [row.uid, row.entityId]),
      );
      const rows = await deps.calendar.between([...ids.keys()], start, end);
      const events = rows.slice(0, input.limit).map((row) => wireEvent(row, ids.get(row.entityUid) ?? ''));
      return { start, end, events };
    },
    'calendar.sync': async (_input, request) => {
      const ids = new Map(calendars(request).map((row) => [row.uid, row.entityId]));
      const outcomes = await deps.calendarSync.sync([...ids.keys()], request.context);
      return {
        results: outcomes.flatMap(({ uid, error }) => {
          const entityId = ids.get(uid);
          return entityId === undefined ? [] : [{ entity_id: entityId, ok: error === null, error }];
        }),
      };
    },
    'health.metrics': async (input, request) => {
      const end = input.end ?? clock.now();
      const start = input.start ?? end - days(7);
      checkSpan(start, end);
      const points = await recorder.series({
        series: 'health_metrics',
        ...(input.metric_type === undefined ? {} : { type: input.metric_type }),
        start,
        end,
        limit: input.limit,
        owners: ownersFor(request),
      });
      return { start, end, metrics: points.map(wirePoint) };
    },
    'health.sleep_latest': async (_input, request) => {
      const owners = ownersFor(request);
      // A source that tells naps from nights marks the night as main.
      const night =
        (await recorder.newest('sleep_sessions', 'main', owners)) ??
        (await recorder.newest('sleep_sessions', undefined, owners));
      return { session: night ? wirePoint(night) : null };
    },
    'health.readiness': async (_input, request) => {
      const point = await recorder.newest('health_metrics', 'readiness_score', ownersFor(request));
      return { readiness: point ? wirePoint(point) : null };
    },
    'notifications.list': async ({ status }, { principal }) => ({
      notifications: new VisibleHome(deps, principal)
        .notifications(status)
        .map((row) => toWire(row) as WireNotification),
    }),
    'notifications.dismiss': async ({ uid }, { principal, context }) => {
      new VisibleHome(deps, principal).notification(uid);
      await notifications.dismiss(uid, context);
      return { ok: true };
    },
  };
}

const ownersFor = ({ principal }: AuthorizedRequest): readonly (string | null)[] =>
  principal.userUid === null ? [null] : [null, principal.userUid];

function wireEvent(row: CalendarEventRow, entityId: string): WireCalendarEvent {
  const { entityUid: _uid, raw: _raw, syncedAt: _synced, ...event } = row;
  return { ...toWire(event), entity_id: entityId } as WireCalendarEvent;
}

function wirePoint({ at, type, value, unit, key, end, metadata, source }: StoredSeriesPoint) {
  return { at, type, value, unit, key, end, metadata: { ...metadata }, source };
}
