import type { ClockDep } from '@lifeops/lib';
import { dayCollections, isGranted, seriesCollections } from '../vendor/collections.ts';
import type { CollectionName } from '../vendor/collections.ts';
import { fixtureProfile } from './fixture-bodies.ts';
import type { Body } from './fixture-bodies.ts';
import { daysOfQuery, documentsInRange, instantsOfQuery, rowsInRange } from './in-range.ts';
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
  if (documentId !== null) {
    const found = deps.data.list(collection).find((body) => body['id'] === documentId);
    return found ? { status: 200, body: found } : problem(404, 'Not found.');
  }
  const found = find(deps, { collection, query }, options);
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
  readonly query: URLSearchParams;
}

/** All that a question finds, before it is cut into pages; null when its dates or moments cannot be read. */
function find(
  { clock, data }: ClockDep & { readonly data: SimulatedData },
  { collection, query }: ListQuestion,
  options: DataOptions,
): readonly Body[] | null {
  if (collection === 'ring_configuration') return data.list(collection);
  if (!Object.hasOwn(seriesCollections, collection)) {
    const days = daysOfQuery(query, data.today);
    return days && documentsInRange(data.list(collection, { days }), days, options.dayBounds);
  }
  const now = clock.now();
  if (query.get('latest') === 'true') {
    const recent = data.list(collection, { instants: { from: now - 86_400_000, to: now } });
    return (recent.length > 0 ? recent : data.list(collection)).slice(-1);
  }
  const instants = instantsOfQuery(query, now);
  return instants && rowsInRange(data.list(collection, { instants }), instants);
}

/** Each property of the profile has its scope; the id comes with any token. */
function profileFor(scope: string | null): Body {
  const has = (name: string) =>
    scope === null || scope.split(' ').some((granted) => granted.replace('extapi:', '') === name);
  const { id, email, ...personal } = fixtureProfile();
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
