import { NotFound, NotReady } from '@lifeops/lib';
import type { ClockDep, z } from '@lifeops/lib';
import { AuthorisedRequest } from './authorised-request.ts';
import type { AuthorisedOptions } from './authorised-request.ts';
import { dayCollections, seriesCollections } from './collections.ts';
import type { CollectionName, DayCollection, DocumentOf, RowOf, SeriesCollection } from './collections.ts';
import { instantOfRow, personalInfoSchema, ringConfigurationSchema } from './device-documents.ts';
import type { PersonalInfo, RingConfigurationDocument } from './device-documents.ts';
import { daysOf } from './document-days.ts';
import type { HttpDep } from './http-port.ts';
import { parseDocument } from './parse-document.ts';
import type { DocumentProblem } from './parse-document.ts';
import { readObject, readPage } from './reply.ts';
import { addDays, splitDays } from './times.ts';
import type { DayRange } from './times.ts';

export interface OuraClientOptions extends AuthorisedOptions {
  /** Ask the sandbox: the same shapes with invented data. False when left out. */
  readonly sandbox?: boolean;
}

/** A range read to its end: a failure on the way throws, so what is here is whole. */
export interface Fetched<D> {
  /** Without duplicates; by day, or oldest first. */
  readonly documents: readonly D[];
  readonly problems: readonly DocumentProblem[];
  /**
   * True when every document could be read: only then does a stored document that is missing here count as removed.
   */
  readonly complete: boolean;
}

/** Instants, both included, epoch milliseconds. */
export interface InstantRange {
  readonly from: number;
  readonly to: number;
}

const daysPerRequest = 60;
/** Oura's own clients stop at 30 days of pulse; the exact limit is not published. */
const seriesMsPerRequest = 30 * 86_400_000;
const mostPages = 1000;

/**
 * Oura's API v2 for one person, read only. Every method throws: `AuthExpired` (sign in again), `Forbidden` (this
 * collection is not permitted; the others may be), `NotReady` (try later, after `retryAfterMs` where given), `TimedOut`,
 * `Aborted`, `InvalidInput` (Oura did not take the question). Nothing is tried again inside, but once after a 401.
 */
export class OuraClient {
  readonly #request: AuthorisedRequest;
  readonly #base: string;

  constructor(deps: HttpDep & ClockDep, options: OuraClientOptions) {
    this.#request = new AuthorisedRequest(deps, options);
    this.#base = options.sandbox === true ? '/v2/sandbox/usercollection' : '/v2/usercollection';
  }

  /** Collections that Oura refused to this connection; they are asked again after a day or `forgetRefusals`. */
  get refused(): ReadonlySet<CollectionName> {
    return this.#request.permissions.refused;
  }

  /** After a new consent: everything may be asked again. */
  forgetRefusals(): void {
    this.#request.permissions.forget();
  }

  /**
   * The documents of the days in the range, both ends included. Reports of whether Oura's own bounds are inclusive
   * contradict each other, so one day more is asked on both sides and the documents' own days decide.
   */
  async days<N extends DayCollection>(
    name: N,
    range: DayRange,
    signal: AbortSignal,
  ): Promise<Fetched<DocumentOf<N>>> {
    const byId = new Map<string, DocumentOf<N>>();
    const problems: DocumentProblem[] = [];
    for (const piece of splitDays(range, daysPerRequest)) {
      const query = { start_date: addDays(piece.from, -1), end_date: addDays(piece.to, 1) };
      const read = await this.#pages(name, dayCollections[name].schema, query, signal);
      problems.push(...read.problems);
      for (const document of read.documents as DocumentOf<N>[]) byId.set(document.id, document);
    }
    const documents = [...byId.values()]
      .map((document) => ({ document, days: daysOf(document) }))
      .filter(({ days }) => days.from <= range.to && days.to >= range.from)
      .toSorted((a, b) => compareText(a.days.from, b.days.from))
      .map(({ document }) => document);
    return { documents, ...summary(problems) };
  }

  /** The rows of a series, both ends included, oldest first, one per moment and source. */
  async series<N extends SeriesCollection>(
    name: N,
    range: InstantRange,
    signal: AbortSignal,
  ): Promise<Fetched<RowOf<N>>> {
    const byKey = new Map<string, { readonly at: number; readonly row: RowOf<N> }>();
    const problems: DocumentProblem[] = [];
    for (let from = range.from; from <= range.to; from += seriesMsPerRequest) {
      const to = Math.min(range.to, from + seriesMsPerRequest);
      const query = { start_datetime: isoOf(from), end_datetime: isoOf(to) };
      const read = await this.#pages(name, seriesCollections[name].schema, query, signal);
      problems.push(...read.problems);
      for (const row of read.documents as RowOf<N>[]) {
        const at = instantOfRow(row);
        if (at === null) problems.push(unreadableTime(name));
        else if (at >= range.from && at <= range.to) byKey.set(`${at} ${sourceOf(row)}`, { at, row });
      }
    }
    const rows = [...byKey.values()].toSorted((a, b) => a.at - b.at).map(({ row }) => row);
    return { documents: rows, ...summary(problems) };
  }

  /** The newest row that Oura has; null when there is none. */
  async latest<N extends SeriesCollection>(name: N, signal: AbortSignal): Promise<RowOf<N> | null> {
    const { documents } = await this.#pages(name, seriesCollections[name].schema, { latest: 'true' }, signal);
    const rows = (documents as RowOf<N>[]).filter((row) => instantOfRow(row) !== null);
    return rows.toSorted((a, b) => (instantOfRow(a) ?? 0) - (instantOfRow(b) ?? 0)).at(-1) ?? null;
  }

  /** One document by id, as after a webhook; null when Oura no longer has it. */
  async document<N extends DayCollection>(
    name: N,
    id: string,
    signal: AbortSignal,
  ): Promise<DocumentOf<N> | null> {
    const path = `${this.#base}/${name}/${encodeURIComponent(id)}`;
    try {
      const reply = await this.#request.get({ collection: name, path }, signal);
      const { document } = parseDocument(dayCollections[name].schema, readObject(reply, name), name);
      if (document) return document as DocumentOf<N>;
    } catch (cause) {
      if (cause instanceof NotFound) return null;
      throw cause;
    }
    throw new NotReady(`Oura's ${name} has an unknown shape; nothing was changed.`, { details: { id } });
  }

  /** Every ring the person ever had; see `currentRing`. */
  async rings(signal: AbortSignal): Promise<Fetched<RingConfigurationDocument>> {
    const read = await this.#pages('ring_configuration', ringConfigurationSchema, {}, signal);
    return { documents: read.documents, ...summary(read.problems) };
  }

  /** The profile. Its `id` is the identity of the account. Not in the sandbox. */
  async personalInfo(signal: AbortSignal): Promise<PersonalInfo> {
    const path = '/v2/usercollection/personal_info';
    const reply = await this.#request.get({ collection: 'personal_info', path }, signal);
    const { document } = parseDocument(
      personalInfoSchema,
      readObject(reply, 'personal_info'),
      'personal_info',
    );
    if (document) return document;
    throw new NotReady("Oura's profile has no id; nothing was changed.");
  }

  /** All pages of one question. An empty page may still have a token; a token that comes again would loop for ever. */
  async #pages<S extends z.ZodType>(
    collection: CollectionName,
    schema: S,
    query: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{ readonly documents: z.output<S>[]; readonly problems: DocumentProblem[] }> {
    const documents: z.output<S>[] = [];
    const problems: DocumentProblem[] = [];
    const seen = new Set<string>();
    let token: string | null = null;
    for (let count = 0; count < mostPages; count++) {
      const path = `${this.#base}/${collection}`;
      const asked = token === null ? query : { ...query, next_token: token };
      const page = readPage(await this.#request.get({ collection, path, query: asked }, signal), collection);
      for (const raw of page.data) {
        const parsed = parseDocument(schema, raw, collection);
        problems.push(...parsed.problems);
        if (parsed.document !== null) documents.push(parsed.document);
      }
      token = page.nextToken;
      if (token === null) return { documents, problems };
      if (seen.has(token)) break;
      seen.add(token);
    }
    throw new NotReady(`Oura's list of ${collection} does not end; nothing was changed.`, {
      details: { collection, pages: seen.size },
    });
  }
}

const summary = (problems: readonly DocumentProblem[]) => ({
  problems,
  complete: !problems.some((problem) => problem.dropped),
});

const unreadableTime = (collection: string): DocumentProblem => ({
  collection,
  documentId: null,
  path: 'timestamp',
  message: 'no moment',
  dropped: true,
});

const sourceOf = (row: RowOf<SeriesCollection>): string => ('source' in row ? String(row.source) : '');
const isoOf = (instant: number): string => new Date(instant).toISOString();
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
