import { NotReady } from '@lifeops/lib';
import type { ParsedCalendar } from './calendar-model.ts';
import { contentHash } from './content-hash.ts';
import { checkSize, errorOfAnswer, largestCalendarBytes } from './ics-answer.ts';
import type { IcsAnswer } from './ics-answer.ts';
import { decodeCalendar } from './ics-decode.ts';
import { parseCalendar } from './parse-calendar.ts';
import { subscriptionUrl } from './subscription-url.ts';

/** GET of one address. Follows redirects, keeps time and size limits, throws typed errors of its own for a dead network. */
export type FetchIcs = (request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly maxBytes: number;
}) => Promise<IcsAnswer>;

export type ReadIcsFile = (path: string, signal: AbortSignal) => Promise<string | Uint8Array>;

export interface IcsSourceDeps {
  readonly fetch: FetchIcs;
  readonly readFile: ReadIcsFile;
}

export type IcsLocation =
  | {
      readonly type: 'url';
      readonly url: string;
      /** Hosts on this machine or link that may be asked all the same. */
      readonly allowedHosts?: readonly string[];
    }
  | { readonly type: 'file'; readonly path: string };

/** What is worth keeping over a restart: the calendar can be shown at once and the server need not send it again. */
export interface SavedCopy {
  readonly text: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface IcsLoad {
  /** The very object of the load before when nothing has changed. */
  readonly calendar: ParsedCalendar;
  /** Same hash, same events: lines that servers rewrite with each answer do not count. */
  readonly contentHash: string;
  readonly changed: boolean;
  /** The publisher's wish, between 15 minutes and 24 hours; null when it has none. */
  readonly refreshIntervalMs: number | null;
  readonly saved: SavedCopy;
}

/** A calendar in a file or behind an address. Remembers the last answer; loads must not overlap. */
export class IcsSource {
  readonly #deps: IcsSourceDeps;
  readonly #location: IcsLocation;
  #last: Omit<IcsLoad, 'changed'> | null = null;
  #cutHash: string | null = null;

  /** @throws InvalidInput, Forbidden for an address that cannot be used: see `subscriptionUrl`. */
  constructor(deps: IcsSourceDeps, location: IcsLocation) {
    this.#deps = deps;
    this.#location =
      location.type === 'url'
        ? { ...location, url: subscriptionUrl(location.url, location.allowedHosts) }
        : location;
  }

  /** Takes up a copy of an earlier run: the next load asks only for what is newer. */
  restore(saved: SavedCopy): IcsLoad {
    return this.#take(saved, false);
  }

  /**
   * Reads the calendar as it is now. The copy of before stays good after any failure.
   *
   * @throws InvalidInput when what came is no calendar (a sign-in page) or too large; AuthExpired on 401 and 403; NotFound on 404
   * and 410; NotReady on 429 and 5xx (with Retry-After) and when the body was cut; what `fetch` and `readFile` throw.
   */
  async load(signal: AbortSignal): Promise<IcsLoad> {
    if (this.#location.type === 'file') {
      const body = await this.#deps.readFile(this.#location.path, signal);
      checkSize(body);
      return this.#take({ text: decodeCalendar(body), etag: null, lastModified: null }, true);
    }
    const answer = await this.#deps.fetch({
      url: this.#location.url,
      headers: this.#headers(),
      signal,
      maxBytes: largestCalendarBytes,
    });
    const error = errorOfAnswer(answer);
    if (error) throw error;
    if (answer.status === 304) {
      if (this.#last) return { ...this.#last, changed: false };
      throw new NotReady(
        'The server says that nothing has changed, though it was not asked; it is asked again.',
      );
    }
    checkSize(answer.text);
    const { etag = null, 'last-modified': lastModified = null } = answer.headers;
    return this.#take({ text: decodeCalendar(answer.text), etag, lastModified }, true);
  }

  #headers(): Record<string, string> {
    const { etag = null, lastModified = null } = this.#last?.saved ?? {};
    return {
      accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    };
  }

  #take(saved: SavedCopy, fresh: boolean): IcsLoad {
    const hash = contentHash(saved.text);
    if (this.#last?.contentHash === hash) {
      this.#last = { ...this.#last, saved };
      return { ...this.#last, changed: false };
    }
    const calendar = parseCalendar(saved.text);
    // Half an answer must not remove the events of the other half. What comes cut the same way twice is all there is.
    if (fresh && !calendar.complete && this.#last && this.#cutHash !== hash) {
      this.#cutHash = hash;
      throw new NotReady('The calendar came incomplete; the copy of before is kept and it is asked again.');
    }
    this.#cutHash = null;
    this.#last = { calendar, contentHash: hash, refreshIntervalMs: calendar.refreshIntervalMs, saved };
    return { ...this.#last, changed: true };
  }
}
