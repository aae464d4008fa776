import assert from 'node:assert/strict';
import {
  Aborted,
  AuthExpired,
  InvalidInput,
  minutes,
  NotReady,
  TimedOut,
  Unavailable,
  z,
} from '@lifeops/lib';
import type { HttpRequest, LifeOpsError } from '@lifeops/lib';
import { FakeClock, RecordedHttp, SeededRandom } from '@lifeops/lib/testing';
import type { HttpRoute } from '@lifeops/lib/testing';
import { createFetchPort } from '../../../lib/src/integration/runtime/fetch-port.ts';

const url = 'https://api.example/v1/things';
const schema = z.object({ n: z.number() });

function setUp(routes: Readonly<Record<string, HttpRoute>> = { [`GET ${url}`]: { json: { n: 1 } } }) {
  const clock = new FakeClock();
  const http = new RecordedHttp(routes);
  http.useClock(clock);
  const lines: unknown[] = [];
  const write = (message: string, fields?: object) => void lines.push([message, fields]);
  const log = { error: write, warn: write, info: write, debug: write, child: () => log };
  const end = new AbortController();
  const fetch = createFetchPort({
    clock,
    random: new SeededRandom(),
    fetch: http.fetch,
    log,
    signal: end.signal,
  });
  const get = (request: Partial<HttpRequest> = {}) => clock.until(fetch({ url, ...request }, schema));
  return { clock, http, fetch, get, lines, end };
}

const error =
  (kind: abstract new (...args: never[]) => LifeOpsError, more: Partial<LifeOpsError> = {}) =>
  (cause: unknown) => {
    assert.ok(cause instanceof kind, `${String(cause)} is no ${kind.name}`);
    for (const [name, value] of Object.entries(more))
      assert.deepEqual((cause as unknown as Record<string, unknown>)[name], value);
    return true;
  };

describe('the fetch port', () => {
  it('gives JSON by its schema, and sends JSON bodies', async () => {
    const { get, fetch, http } = setUp({
      [`GET ${url}`]: { json: { n: 1, more: true } },
      [`POST ${url}`]: ({ json }) => ({ json }),
    });
    assert.deepEqual(await get(), { n: 1 });
    assert.deepEqual(await fetch({ url, method: 'POST', body: { n: 5 } }, schema), { n: 5 });
    assert.equal(http.requests[1]?.headers['content-type'], 'application/json');
    await fetch.raw({
      url,
      method: 'POST',
      body: 'n=5',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    assert.deepEqual(
      [http.requests[2]?.body, http.requests[2]?.headers['content-type']],
      ['n=5', 'application/x-www-form-urlencoded'],
    );
  });

  for (const [status, kind] of [
    [401, AuthExpired],
    [403, AuthExpired],
    [429, NotReady],
    [500, NotReady],
    [404, Unavailable],
    [304, Unavailable],
  ] as const) {
    it(`turns ${status} into ${kind.name}, and gives it as it is when raw`, async () => {
      const { get, fetch } = setUp({ [`GET ${url}`]: { status, text: 'no' } });
      await assert.rejects(get(), error(kind, { details: { host: 'api.example', status } }));
      if (status < 500) assert.deepEqual(await fetch.raw({ url }), { status, headers: {}, text: 'no' });
    });
  }

  it('says where an answer is not as expected, without quoting it', async () => {
    const { get } = setUp({ [`GET ${url}`]: { json: { n: 'private words' } } });
    await assert.rejects(
      get(),
      (cause: Error) => /at \/n/.test(cause.message) && !/private/.test(JSON.stringify(cause)),
    );
    const text = setUp({ [`GET ${url}`]: { text: '<html>private' } });
    await assert.rejects(
      text.get(),
      (cause: Error) =>
        cause instanceof Unavailable && /no JSON/.test(cause.message) && !/private/.test(cause.message),
    );
  });

  it('tries a GET three times over trouble that passes, with growing waits', async () => {
    for (const fault of ['broken', { status: 503 }, { status: 502 }] as const) {
      const { get, http } = setUp();
      http.fail(fault, { times: 2 });
      assert.deepEqual(await get(), { n: 1 });
      const [a = 0, b = 0, c = 0] = http.requests.map(({ at }) => at);
      assert.ok(b - a >= 400 && b - a <= 600 && c - b >= 800 && c - b <= 1200, `${b - a}, ${c - b}`);
    }
  });

  it('does not try again what may not be harmless, nor more often than asked', async () => {
    const { fetch, http, get, clock } = setUp();
    http.fail('broken');
    await assert.rejects(fetch({ url, method: 'POST' }, schema), Unavailable);
    assert.equal(http.requests.length, 1);
    await assert.rejects(get({ retries: 0 }), Unavailable);
    assert.equal(http.requests.length, 2);
    http.heal();
    http.fail({ status: 500 });
    await assert.rejects(clock.until(fetch({ url }, schema)), NotReady);
    assert.equal(http.requests.length, 3);
  });

  it('gives up after its time limit, and a slow answer within it is fine', async () => {
    const { get, http, clock } = setUp();
    http.fail('timeout');
    const before = clock.now();
    await assert.rejects(
      get({ timeoutMs: 2000, retries: 0 }),
      error(TimedOut, { message: 'api.example did not answer in time.' }),
    );
    assert.equal(clock.now() - before, 2000);
    http.heal();
    http.fail({ delayMs: 1500 });
    assert.deepEqual(await get({ timeoutMs: 2000 }), { n: 1 });
    assert.equal(clock.pending.length, 0);
  });

  it('leaves a host alone for a minute after five failures, then tries once', async () => {
    const { get, http, clock } = setUp();
    http.fail('broken');
    for (let i = 0; i < 5; i++)
      await assert.rejects(get({ retries: 0 }), error(Unavailable, { code: 'unavailable' }));
    await assert.rejects(get(), error(Unavailable, { code: 'circuit-open' }));
    assert.equal(http.requests.length, 5);
    await clock.advance(minutes(1));
    await assert.rejects(get({ retries: 0 }), error(Unavailable, { code: 'unavailable' }));
    await assert.rejects(get({ retries: 0 }), error(Unavailable, { code: 'circuit-open' }));
    assert.equal(http.requests.length, 6);
    http.heal();
    await clock.advance(minutes(1));
    assert.deepEqual(await get(), { n: 1 });
    assert.deepEqual(await get(), { n: 1 });
  });

  it('keeps hosts apart, and counts no refusal of the caller as a failure', async () => {
    const { get, fetch, http } = setUp({
      [`GET ${url}`]: { json: { n: 1 } },
      'GET https://other.example/': { json: { n: 2 } },
    });
    http.fail('broken', { only: `GET ${url}` });
    for (let i = 0; i < 5; i++) await assert.rejects(get({ retries: 0 }));
    assert.deepEqual(await fetch({ url: 'https://other.example/' }, schema), { n: 2 });
    http.heal();
    http.fail({ status: 404 });
    for (let i = 0; i < 9; i++)
      await assert.rejects(
        fetch({ url: 'https://other.example/' }, schema),
        error(Unavailable, { code: 'unavailable' }),
      );
  });

  for (const [header, expected] of [
    ['120', 120_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ] as const) {
    it(`waits as Retry-After ${header} says`, async () => {
      const { get, http, clock } = setUp();
      http.fail({ status: 429, headers: { 'Retry-After': header } });
      await assert.rejects(get(), error(NotReady, { retryAfterMs: expected }));
      http.heal();
      await assert.rejects(get(), error(NotReady, { retryAfterMs: expected }));
      assert.equal(http.requests.length, 1);
      await clock.advance(expected);
      assert.deepEqual(await get(), { n: 1 });
    });
  }

  it('refuses an answer that is too large while it comes', async () => {
    const { get } = setUp({ [`GET ${url}`]: { bytes: new Uint8Array(200_000) } });
    await assert.rejects(get({ maxBytes: 100_000, retries: 0 }), /larger than 100000 bytes/);
  });

  it('reads other encodings by their name', async () => {
    const { fetch } = setUp({
      [`GET ${url}`]: {
        bytes: Uint8Array.of(0xe5),
        headers: { 'Content-Type': 'text/plain; charset=iso-8859-1' },
      },
    });
    assert.equal((await fetch.raw({ url })).text, 'å');
  });

  it('follows redirects, without credentials to another origin and never to plain HTTP', async () => {
    const { get, http, fetch } = setUp({
      [`GET ${url}`]: { status: 302, headers: { Location: '/v2/things' } },
      'GET https://api.example/v2/things': { status: 307, headers: { location: 'https://cdn.example/x' } },
      'GET https://cdn.example/x': { json: { n: 3 } },
      'GET https://api.example/down': { status: 301, headers: { location: 'http://api.example/x' } },
      'GET https://api.example/loop': { status: 302, headers: { location: '/loop' } },
      'POST https://api.example/form': { status: 303, headers: { location: '/v2/things' } },
      'POST https://api.example/else': { status: 307, headers: { location: 'https://cdn.example/x' } },
    });
    assert.deepEqual(await get({ headers: { authorization: 'Bearer x', 'X-Api-Key': 'y', accept: 'a/b' } }), {
      n: 3,
    });
    assert.equal(http.requests[1]?.headers['authorization'], 'Bearer x');
    assert.deepEqual(http.requests[2]?.headers, { accept: 'a/b', 'user-agent': 'LifeOps' });
    await assert.rejects(fetch({ url: 'https://api.example/down' }, schema), /not safe to follow/);
    await assert.rejects(fetch({ url: 'https://api.example/loop' }, schema), /without end/);
    assert.deepEqual(
      await fetch({ url: 'https://api.example/form', method: 'POST', body: { a: 1 } }, schema),
      { n: 3 },
    );
    assert.equal(
      (await fetch.raw({ url: 'https://api.example/else', method: 'POST', body: 's' })).status,
      307,
    );
  });

  it('ends with the caller and with the entry', async () => {
    for (const which of ['caller', 'entry'] as const) {
      const { fetch, http, clock, end } = setUp();
      http.fail('timeout');
      const own = new AbortController();
      const request = fetch({ url, signal: own.signal }, schema);
      await clock.settle();
      (which === 'caller' ? own : end).abort();
      await assert.rejects(request, Aborted);
      assert.equal(clock.pending.length, 0);
    }
  });

  it('never names paths, queries or headers in logs and errors', async () => {
    const { fetch, http, lines, clock } = setUp({ 'GET https://api.example/secret-path': { status: 500 } });
    const request = {
      url: 'https://api.example/secret-path?token=secret-query',
      headers: { authorization: 'secret-header' },
    };
    await assert.rejects(
      fetch(request, schema),
      (cause: Error) => !/secret/.test(cause.message + JSON.stringify(cause)),
    );
    http.fail('broken');
    await assert.rejects(
      clock.until(fetch(request, schema)),
      (cause: Error) => !/secret/.test(cause.message),
    );
    assert.ok(lines.length >= 2);
    assert.doesNotMatch(JSON.stringify(lines), /secret/);
    await assert.rejects(async () => fetch({ url: 'no url secret' }, schema), error(InvalidInput));
  });
});
