import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Bug } from '@lifeops/lib';
import type { Clock } from '@lifeops/lib';
import { contentHash } from '../vendor/content-hash.ts';
import { dayMs } from '../vendor/civil-time.ts';
import { Zones } from '../vendor/zones.ts';
import { demoDays } from './demo-days.ts';
import { familyCalendar } from './family-calendar.ts';
import { writeIcs } from './ics-writer.ts';
import type { DemoEvent } from './ics-writer.ts';
import { wasteCalendar } from './waste-calendar.ts';

export type DemoCalendarName = 'family' | 'waste';

/** What can be wrong with a server; it lasts until it is set to null. */
export type SimulatorFault =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** A sign-in page with status 200. */
  | { readonly kind: 'html' }
  /** A body that ends in the middle of an event. */
  | { readonly kind: 'cut' }
  /** The right answer, after a while of the clock passed in. */
  | { readonly kind: 'slow'; readonly delayMs: number };

export interface SimulatorRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What was answered; null when the client left first. */
  readonly status: number | null;
}

export interface CalendarSimulator extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`; the calendars are below it. */
  readonly url: string;
  readonly urls: Readonly<Record<DemoCalendarName, string>>;
  fault: SimulatorFault | null;
  /** In the order of the answers. */
  readonly requests: readonly SimulatorRequest[];
  /** Adds an event, or replaces the one of the same UID and original start. Times are wall time of the zone. */
  put(calendar: DemoCalendarName, event: DemoEvent): void;
  remove(calendar: DemoCalendarName, uid: string): void;
}

/** How long a demo goes on before its appointments are laid out anew. */
const layoutMs = 7 * dayMs;

/**
 * Serves believable calendars around the clock's now as .ics over HTTP on a port of its own, as a subscription server does:
 * with ETag and 304. `timeZone` is that of the household; Europe/Stockholm when left out.
 */
export async function startSimulator(options: {
  readonly clock: Clock;
  readonly timeZone?: string;
}): Promise<CalendarSimulator> {
  const { clock, timeZone = 'Europe/Stockholm' } = options;
  const zone = new Zones().iana(timeZone);
  if (zone === null) throw new Bug(`The calendar simulator knows no zone ${timeZone}.`);
  const startedAt = clock.now();
  const requests: SimulatorRequest[] = [];
  const edits: {
    readonly calendar: DemoCalendarName;
    readonly uid: string;
    readonly event: DemoEvent | null;
  }[] = [];
  const ended = new AbortController();
  let fault: SimulatorFault | null = null;

  const bodyOf = (name: DemoCalendarName): string => {
    const rounds = Math.floor((clock.now() - startedAt) / layoutMs);
    const days = demoDays(zone.toWall(startedAt + rounds * layoutMs));
    const calendar = name === 'family' ? familyCalendar(days) : wasteCalendar(days);
    let events = [...calendar.events];
    for (const { calendar: of, uid, event } of edits) {
      if (of !== name) continue;
      events = events.filter((one) => one.uid !== uid || (event && one.recurrenceId !== event.recurrenceId));
      if (event) events.push(event);
    }
    return writeIcs({ ...calendar, events }, timeZone);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<number> => {
    const present = fault;
    const name = /^\/(family|waste)\.ics(?:\?|$)/.exec(request.url ?? '')?.[1] as
      DemoCalendarName | undefined;
    if (present?.kind === 'slow') await clock.sleep(present.delayMs, ended.signal);
    if (present?.kind === 'status') {
      const { retryAfterSeconds } = present;
      const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
      return send(response, { status: present.status, headers });
    }
    if (present?.kind === 'html') {
      return send(response, { status: 200, headers: { 'content-type': 'text/html' }, body: signInPage });
    }
    if (name === undefined) return send(response, { status: 404 });
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, { status: 405 });
    const whole = bodyOf(name);
    const etag = `"${contentHash(whole).slice(0, 32)}"`;
    const headers = {
      etag,
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=900',
    };
    if (present?.kind === 'cut') {
      const middle = whole.indexOf('SUMMARY', whole.length / 2);
      return send(response, {
        status: 200,
        headers: { ...headers, etag: '"cut"' },
        body: whole.slice(0, middle + 4),
      });
    }
    if (request.headers['if-none-match'] === etag) return send(response, { status: 304, headers: { etag } });
    return send(response, { status: 200, headers, body: whole });
  };

  const server = createServer((request, response) => {
    const record = (status: number | null) =>
      void requests.push({ path: request.url ?? '', headers: request.headers, status });
    answer(request, response).then(record, () => {
      record(null);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    urls: { family: `${url}/family.ics`, waste: `${url}/waste.ics` },
    requests,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
    },
    put: (calendar, event) => void edits.push({ calendar, uid: event.uid, event }),
    remove: (calendar, uid) => void edits.push({ calendar, uid, event: null }),
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      ended.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

const signInPage =
  '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form></form></body></html>\n';

function send(
  response: ServerResponse,
  parts: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): number {
  response.writeHead(parts.status, parts.headers);
  response.end(parts.body);
  return parts.status;
}
