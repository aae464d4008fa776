import type { ClockDep } from '@lifeops/lib';
import { dayCollections, isGranted, seriesCollections } from '../vendor/collections.ts';
import type { CollectionName } from '../vendor/collections.ts';
import { fixtureProfile } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { documentsInRange, rowsInRange } from './in-range.ts';
import type { DayBounds } from './in-range.ts';
import { pageOf } from './page-of.ts';
import type { ListCollection, SimulatedData } from './simulated-data.ts';

export interface Answer {
  readonly status: number;
  readonly body: Body;
}

export interface DataQuestion {
  readonly collection: CollectionName;
  /** Null for lists. */
  readonly documentId: string | null;
  readonly query: URLSearchParams;
  /** What the token may see; null for all, as in the sandbox. */
  readonly scope: string | null;
}

export interface DataOptions {
  readonly original: boolean;
  readonly pageSize: number;
  readonly dayBounds: DayBounds;
  readonly refusedScopeStatus: 401 | 403;
  /** The first page is empty and has a token for the rest. */
  readonly emptyFirstPage: boolean;
}

/** The two time series come in pages of this size whatever the size for documents. */
const rowsPerPage = 250;

/** The collection and document that a path names; null when it is none of the API's. */
export function readDataPath(path: string): {
  readonly collection: CollectionName;
  readonly documentId: string | null;
  readonly sandbox: boolean;
} | null {
  const match = /^\/v2\/(sandbox\/)?usercollection\/([A-Za-z0-9_]+)(?:\/([^/]+))?$/.exec(path);
  const [, sandbox, name = '', id] = match ?? [];
  const isList =
    Object.hasOwn(dayCollections, name) ||
    Object.hasOwn(seriesCollections, name) ||
    name === 'ring_configuration';
  if (!isList && (name !== 'personal_info' || sandbox !== undefined)) return null;
  if (id !== undefined && (Object.hasOwn(seriesCollections, name) || name === 'personal_info')) return null;
  return {
    collection: name as CollectionName,
    documentId: id === undefined ? null : decodeURIComponent(id),
    sandbox: sandbox !== undefined,
  };
}

/** Answers a question about data as the API does: profile, single document, list by day or by instant, page by page. */
export function answerData(
  deps: ClockDep & { readonly data: SimulatedData },
  question: DataQuestion,
  options: DataOptions,
): Answer {
  const { collection, documentId, query, scope } = question;
  if (scope !== null && !isGranted(collection, scope))
    return problem(options.refusedScopeStatus, 'Not allowed.');
  if (collection === 'personal_info') return { status: 200, body: profileFor(scope) };
  const all = deps.data.list(collection);
  if (documentId !== null) {
    const found = all.find((body) => body['id'] === documentId);
    return found ? { status: 200, body: found } : problem(404, 'Not found.');
  }
  const found = find(deps, { collection, all, query }, options);
  if (found === null) return badQuery('start and end must be dates');
  const isSeries = Object.hasOwn(seriesCollections, collection);
  const page = pageOf(found, query, {
    size: isSeries ? rowsPerPage : options.pageSize,
    emptyFirst: options.emptyFirstPage,
    boundTokens: !options.original,
    lastToken: isSeries && !options.original ? 'absent' : 'null',
  });
  return page === null ? badQuery('next_token is not of this question') : { status: 200, body: page };
}

interface ListQuestion {
  readonly collection: ListCollection;
  readonly all: readonly Body[];
  readonly query: URLSearchParams;
}

function find(
  deps: ClockDep & { readonly data: SimulatedData },
  { collection, all, query }: ListQuestion,
  options: DataOptions,
) {
  if (collection === 'ring_configuration') return all;
  if (Object.hasOwn(seriesCollections, collection)) return rowsInRange(all, query, deps.clock.now());
  return documentsInRange(all, { query, bounds: options.dayBounds, today: deps.data.today });
}

/** Each property of the profile has its scope; the id comes with any token. */
function profileFor(scope: string | null): Body {
  const has = (name: string) =>
    scope === null || scope.split(' ').some((granted) => granted.replace('extapi:', '') === name);
  const { id, email, ...personal } = fixtureProfile;
  return {
    id: id ?? '',
    ...(has('personal') ? personal : {}),
    ...(has('email') ? { email: email ?? null } : {}),
  };
}

const problem = (status: number, detail: string): Answer => ({ status, body: { detail } });
const badQuery = (message: string): Answer => ({
  status: 422,
  body: { detail: [{ loc: ['query'], msg: message, type: 'value_error' }] },
});
