import { days, InvalidInput, NotFound } from '@lifeops/lib';
import type { StateRow } from '../../recorder/ports.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import { VisibleHome } from './visible-home.ts';
import { wireState } from './wire-forms.ts';

/** One answer holds at most so many rows, however many entities are asked for. */
const mostRows = 500_000;

/** Present states and recorded ones. */
export function stateOperations(deps: OperationDeps): OperationsOf<'states'> & OperationsOf<'history'> {
  const { states, bus, clock, recorder, registries } = deps;
  return {
    'states.list': async ({ domain, area_id: areas }, { principal }) => {
      const home = new VisibleHome(deps, principal);
      const within = areas && new Set(areas.flatMap((uid) => [...registries.areas.within(uid)]));
      const found = [...home.states()].filter(
        ({ entity }) =>
          (domain === undefined || domain.includes(entity.domain)) &&
          (within === undefined || within.has(registries.areaOf(entity) ?? '')),
      );
      return {
        seq: bus.seq,
        states: found.map(({ state }) => wireState(state, states.reportedAt(state.uid))),
      };
    },
    'states.get': async ({ entity_id: id }, { principal }) => {
      const entity = new VisibleHome(deps, principal).entity(id);
      const state = states.get(entity.uid);
      if (!state) throw new NotFound(`${entity.entityId} has no state yet.`, { details: { entity_id: id } });
      return wireState(state, states.reportedAt(entity.uid));
    },
    'history.get': async (input, { principal }) => {
      const home = new VisibleHome(deps, principal);
      const ids = [...new Set(input.entity_id)];
      if (ids.length === 0) throw missing('/entity_id', 'at least one entity id');
      const end = input.end ?? clock.now();
      const start = input.start ?? end - days(1);
      checkSpan(start, end);
      const uids = ids.map((id) => home.entity(id).uid);
      const limit = Math.min(input.limit, Math.max(1, Math.floor(mostRows / uids.length)));
      const rows = await recorder.history({ uids, start, end, limit });
      const entities = Object.fromEntries(
        ids.map((id, i) => [
          id,
          (rows.get(uids[i] as string) ?? []).map((row) => historyRow(row, input.attributes === 'all')),
        ]),
      );
      return { start, end, entities };
    },
  };
}

/** ECMAScript's time range: no calendar has a moment beyond it. */
const latest = 8.64e15;

/** Throws `InvalidInput` for a span that is none, or that lies beyond all calendars. */
export function checkSpan(start: number, end: number): void {
  for (const [path, moment] of [
    ['/start', start],
    ['/end', end],
  ] as const) {
    if (!(Math.abs(moment) <= latest))
      throw new InvalidInput(`The input is not right: ${path} is no moment that a calendar has.`, [
        { path, message: 'is not right', expected: 'ISO 8601 with offset, or epoch milliseconds' },
      ]);
  }
  if (start >= end)
    throw new InvalidInput('The end must come after the start.', [
      { path: '/end', message: 'is not right', expected: 'a time after the start' },
    ]);
}

const missing = (path: string, expected: string): InvalidInput =>
  new InvalidInput(`The input is not right: ${path} is empty; expected ${expected}.`, [
    { path, message: 'is empty', expected },
  ]);

const historyRow = (row: StateRow, withAttributes: boolean) => ({
  at: row.at,
  value: row.value,
  status: row.status,
  ...(withAttributes ? { attributes: row.attributes as never } : {}),
});
