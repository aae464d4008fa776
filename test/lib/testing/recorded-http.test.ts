import assert from 'node:assert/strict';
import { Aborted } from '@lifeops/lib';
import { FakeClock, RecordedHttp } from '@lifeops/lib/testing';

const init = (method = 'GET', body?: string) => ({
  method,
  headers: {},
  redirect: 'manual' as const,
  signal: new AbortController().signal,
  ...(body === undefined ? {} : { body }),
});
async function text(http: RecordedHttp, url: string, method = 'GET', body?: string): Promise<string> {
  const { status, body: parts } = await http.fetch(url, init(method, body));
  let read = '';
  for await (const part of parts ?? []) read += new TextDecoder().decode(part);
  return `${status} ${read}`;
}

describe('RecordedHttp', () => {
  it('answers by route: exact before patterns, a star for a segment, two for the rest', async () => {
    const http = new RecordedHttp({
      'GET https://a.example/x/*': { text: 'one' },
      'GET https://a.example/x/y': { text: 'exact' },
      'GET https://a.example/z/**': ({ query }) => ({ status: 201, json: query }),
    });
    assert.equal(await text(http, 'https://a.example/x/y?q=1'), '200 exact');
    assert.equal(await text(http, 'https://a.example/x/n'), '200 one');
    assert.equal(await text(http, 'https://a.example/z/a/b?q=1'), '201 {"q":"1"}');
    await assert.rejects(
      text(http, 'https://a.example/x/n/m'),
      /No route for GET https:\/\/a.example\/x\/n\/m/,
    );
    await assert.rejects(text(http, 'https://a.example/x/y', 'POST'), /No route/);
    assert.throws(() => http.on('https://a.example', {}), /is no route/);
  });

  it('keeps every request with its body', async () => {
    const http = new RecordedHttp({ 'POST https://a.example/': {} });
    await text(http, 'https://a.example/?a=b', 'POST', '{"n":1}');
    await text(http, 'https://a.example/', 'POST', 'n=1');
    assert.deepEqual(
      http.requests.map(({ method, json, body, query }) => [method, json, body, query]),
      [
        ['POST', { n: 1 }, '{"n":1}', { a: 'b' }],
        ['POST', undefined, 'n=1', {}],
      ],
    );
  });

  it('goes wrong as told, as often as told, until healed', async () => {
    const http = new RecordedHttp({
      'GET https://a.example/': { text: 'fine' },
      'GET https://b.example/': { text: 'fine' },
    });
    http.fail({ status: 500, text: 'no' }, { times: 1, only: 'GET https://a.example/' });
    assert.equal(await text(http, 'https://b.example/'), '200 fine');
    assert.equal(await text(http, 'https://a.example/'), '500 no');
    assert.equal(await text(http, 'https://a.example/'), '200 fine');
    http.fail('broken');
    await assert.rejects(text(http, 'https://a.example/'), /fetch failed/);
    http.heal();
    assert.equal(await text(http, 'https://a.example/'), '200 fine');
  });

  it('keeps silent until aborted, or answers late by the clock', async () => {
    const clock = new FakeClock();
    const http = new RecordedHttp({ 'GET https://a.example/': {} });
    http.useClock(clock);
    http.fail('timeout', { times: 1 });
    const abort = new AbortController();
    const silent = http.fetch('https://a.example/', { ...init(), signal: abort.signal });
    abort.abort();
    await assert.rejects(silent, Aborted);
    http.fail({ delayMs: 500 });
    const start = clock.now();
    await clock.until(text(http, 'https://a.example/'));
    assert.equal(clock.now() - start, 500);
  });
});
