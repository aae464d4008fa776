import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorld } from '../api-world.ts';
import { ask } from '../http-client.ts';

interface ProblemBody {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly issues?: readonly { readonly path: string; readonly line?: number; readonly column?: number }[];
}
const problem = (json: unknown) => json as ProblemBody;

describe('the HTTP server', () => {
  it('answers a path that is nowhere with a problem, and a wrong method with what is allowed', async () => {
    await using world = await makeWorld();
    const nowhere = await ask(world.url, '/api/v1/nothing');
    assert.equal(nowhere.status, 404);
    assert.match(nowhere.headers['content-type'] ?? '', /^application\/problem\+json/);
    const wrong = await ask(world.url, '/api/v1/states', { method: 'DELETE', token: world.token('owner') });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers['allow'], 'GET, HEAD, OPTIONS');
    assert.equal(problem(wrong.json).code, 'method-not-allowed');
  });

  it('names the line and column where a body is no JSON', async () => {
    await using world = await makeWorld();
    const body = '{\n  "name": "Cottage",\n  "latitude": 60.,\n}';
    const answer = await ask(world.url, '/api/v1/site', {
      method: 'PATCH',
      token: world.token('owner'),
      body,
    });
    assert.equal(answer.status, 400);
    assert.deepEqual(
      [problem(answer.json).issues?.[0]?.line, problem(answer.json).issues?.[0]?.column],
      [3, 15],
    );
  });

  it('refuses bodies that are too large, of another type, compressed or not UTF-8', async () => {
    await using world = await makeWorld({ http: { bodyLimitBytes: 1000 } });
    const send = (body: string | Buffer, headers: Readonly<Record<string, string>> = {}) =>
      ask(world.url, '/api/v1/site', { method: 'PATCH', token: world.token('owner'), body, headers });
    const large = await send(JSON.stringify({ name: 'x'.repeat(2000) }));
    assert.deepEqual([large.status, problem(large.json).code], [413, 'payload-too-large']);
    const form = await send('name=x', { 'content-type': 'application/x-www-form-urlencoded' });
    assert.deepEqual([form.status, problem(form.json).code], [415, 'unsupported-media-type']);
    assert.equal((await send('{}', { 'content-encoding': 'gzip' })).status, 415);
    assert.equal((await send(Buffer.from([0x22, 0xff, 0x22]))).status, 400);
    assert.equal(
      (await send('{"name":"Fine"}', { 'content-type': 'application/json; charset=utf-8' })).status,
      200,
    );
  });

  it('takes the token from the Authorization header alone', async () => {
    await using world = await makeWorld();
    const token = world.token('owner');
    assert.equal((await ask(world.url, `/api/v1/auth/me?token=${token}`)).status, 401);
    assert.equal(
      (await ask(world.url, '/api/v1/auth/me', { headers: { cookie: `token=${token}` } })).status,
      401,
    );
    assert.equal(
      (await ask(world.url, '/api/v1/auth/me', { headers: { authorization: `Basic ${token}` } })).status,
      401,
    );
    assert.equal((await ask(world.url, '/api/v1/auth/me', { token })).status, 200);
    const stale = await ask(world.url, '/health', { token: 'lo_nothing' });
    assert.equal(stale.status, 200);
  });

  it('answers every request with its id, and problems say it too', async () => {
    await using world = await makeWorld();
    const own = await ask(world.url, '/api/v1/nothing', { headers: { 'x-request-id': 'request-0001' } });
    assert.equal(own.headers['x-request-id'], 'request-0001');
    assert.equal(problem(own.json).instance, 'urn:lifeops:request:request-0001');
    const odd = await ask(world.url, '/health', { headers: { 'x-request-id': 'a b' } });
    assert.match(String(odd.headers['x-request-id']), /^[0-9A-Z]{26}$/);
  });

  it('keeps what broke inside to itself', async () => {
    await using world = await makeWorld();
    Object.defineProperty(world.site, 'fields', {
      get() {
        throw new TypeError('secret inner words');
      },
    });
    const answer = await ask(world.url, '/api/v1/site', { token: world.token('owner') });
    assert.deepEqual([answer.status, problem(answer.json).code], [500, 'bug']);
    assert.ok(!answer.text.includes('secret') && !answer.text.includes('at '));
    assert.equal(world.log.lines.filter(({ level }) => level === 'error').length, 1);
  });

  it('forbids scripts that the hub does not serve, on pages and answers alike', async () => {
    await using world = await makeWorld();
    for (const path of ['/health', '/docs', '/', '/api/v1/nothing']) {
      const { headers } = await ask(world.url, path, { headers: { accept: 'text/html' } });
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /script-src 'self';/, path);
      assert.match(policy, /object-src 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-powered-by'], undefined);
      assert.equal(headers['strict-transport-security'], undefined);
    }
    await using secure = await makeWorld({ http: { url: 'https://home.example.org' } });
    const { headers } = await ask(secure.url, '/health');
    assert.match(String(headers['strict-transport-security']), /max-age=31536000/);
  });

  it('lets pages of listed origins in, and no others', async () => {
    await using world = await makeWorld();
    const preflight = (origin: string) =>
      ask(world.url, '/api/v1/site', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PATCH' },
      });
    const listed = await preflight('https://panel.example.org');
    assert.equal(listed.status, 204);
    assert.equal(listed.headers['access-control-allow-origin'], 'https://panel.example.org');
    assert.match(String(listed.headers['access-control-allow-methods']), /PATCH/);
    assert.equal(
      (await preflight('https://evil.example.org')).headers['access-control-allow-origin'],
      undefined,
    );
    const plain = await ask(world.url, '/health', { headers: { origin: 'https://panel.example.org' } });
    assert.equal(plain.headers['access-control-allow-origin'], 'https://panel.example.org');
    assert.match(String(plain.headers['vary']), /Origin/);
  });

  it('limits each token and each address, says so, and lets in again as time goes', async () => {
    const rateLimits = { perTokenPerMinute: 3, perAddressPerMinute: 8, signInPerMinute: 2 };
    await using world = await makeWorld({ http: { rateLimits } });
    const me = (role: 'owner' | 'guest') => ask(world.url, '/api/v1/auth/me', { token: world.token(role) });
    const first = await me('owner');
    assert.deepEqual([first.headers['ratelimit-limit'], first.headers['ratelimit-remaining']], ['3', '2']);
    await me('owner');
    await me('owner');
    const refused = await me('owner');
    assert.deepEqual([refused.status, problem(refused.json).code], [429, 'too-many-requests']);
    assert.equal(refused.headers['retry-after'], '20');
    assert.equal((await me('guest')).status, 200);
    await world.clock.advance(20_000);
    assert.equal((await me('owner')).status, 200);
    for (let i = 0; i < 10; i++) await ask(world.url, '/health');
    assert.equal((await ask(world.url, '/health')).status, 429);
    await world.clock.advance(60_000);
    assert.equal((await ask(world.url, '/health')).status, 200);
  });

  it('limits tries to sign in more tightly', async () => {
    await using world = await makeWorld({
      http: { rateLimits: { perTokenPerMinute: 1000, perAddressPerMinute: 1000, signInPerMinute: 2 } },
    });
    const signIn = () =>
      ask(world.url, '/api/v1/auth/sign-in', { method: 'POST', body: '{"name":"nobody","password":"x"}' });
    assert.deepEqual(
      [(await signIn()).status, (await signIn()).status, (await signIn()).status],
      [401, 401, 429],
    );
  });

  it('gives 100 requests a minute and 1,000 in a row to one token by default', async () => {
    const { rateLimitDefaults } = await import('../../../../hub/src/api/http/rate-limits.ts');
    assert.ok(rateLimitDefaults.perTokenPerMinute >= 1000);
    assert.ok(rateLimitDefaults.perAddressPerMinute >= rateLimitDefaults.perTokenPerMinute);
  });

  it('ends what does not speak HTTP, or too slowly, with a short answer', async () => {
    await using world = await makeWorld({ http: { headersTimeoutMs: 200, requestTimeoutMs: 300 } });
    const talk = async (text: string): Promise<string> => {
      const socket = connect(world.port, '127.0.0.1');
      let heard = '';
      socket.setEncoding('utf8').on('data', (chunk: string) => (heard += chunk));
      socket.write(text);
      await once(socket, 'close');
      return heard;
    };
    assert.match(await talk('hello\r\n\r\n'), /^HTTP\/1\.1 400 [^]*problem\+json/);
    assert.match(await talk(`GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 /);
    assert.match(await talk('GET / HTTP/1.1\r\nHost: x\r\n'), /^HTTP\/1\.1 408 /);
    const slowBody = `PATCH /api/v1/site HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.token('owner')}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`;
    assert.match(await talk(slowBody), /^HTTP\/1\.1 (?:408|499) /);
    assert.equal((await ask(world.url, '/health')).status, 200);
  });

  it('counts requests and durations by route, never by path', async () => {
    await using world = await makeWorld();
    await ask(world.url, '/api/v1/states/light.lamp', { token: world.token('owner') });
    await ask(world.url, '/api/v1/states/light.none', { token: world.token('owner') });
    await ask(world.url, '/api/v1/nowhere/at/all');
    const routes = world.statistics.routes();
    const states = routes.find(({ route }) => route === '/api/v1/states/{entity_id}');
    assert.deepEqual([states?.method, states?.count, states?.byStatus.get(404)], ['GET', 2, 2]);
    assert.equal(routes.find(({ route }) => route === 'other')?.count, 1);
    assert.ok(!JSON.stringify(routes).includes('light.none'));
  });

  it('gives metrics to who may read the system', async () => {
    await using world = await makeWorld();
    assert.equal((await ask(world.url, '/metrics')).status, 401);
    assert.equal((await ask(world.url, '/metrics', { token: world.token('guest') })).status, 403);
    const metrics = await ask(world.url, '/metrics', { token: world.token('read-only') });
    assert.equal(metrics.text, 'lifeops_up 1\n');
  });

  it('believes X-Forwarded-For of trusted proxies alone', async () => {
    const needsCode = async (trustedProxies: readonly string[]) => {
      await using world = await makeWorld({ empty: true, http: { trustedProxies } });
      const answer = await ask(world.url, '/api/v1/auth/first-run', {
        headers: { 'x-forwarded-for': '203.0.113.5' },
      });
      return (answer.json as { code_required: boolean }).code_required;
    };
    assert.equal(await needsCode([]), false);
    assert.equal(await needsCode(['loopback']), true);
  });

  it('serves the UI: hashed files for ever, its page for every path of it', async () => {
    const uiFolder = await mkdtemp(join(tmpdir(), 'lifeops-ui-'));
    try {
      await mkdir(join(uiFolder, 'assets'));
      await writeFile(join(uiFolder, 'index.html'), '<!doctype html><title>UI</title>');
      await writeFile(join(uiFolder, 'assets', 'main-Ab12Cd34.js'), 'export {};');
      await using world = await makeWorld({ http: { uiFolder } });
      const html = { accept: 'text/html' };
      const page = await ask(world.url, '/devices/some', { headers: html });
      assert.deepEqual([page.status, page.headers['cache-control']], [200, 'no-cache']);
      assert.match(page.text, /<title>UI/);
      const asset = await ask(world.url, '/assets/main-Ab12Cd34.js');
      assert.match(String(asset.headers['cache-control']), /immutable/);
      assert.equal((await ask(world.url, '/assets/gone-Ab12Cd34.js', { headers: html })).status, 404);
      assert.equal((await ask(world.url, '/api/v1/gone', { headers: html })).status, 404);
      assert.equal((await ask(world.url, '/%2e%2e/%2e%2e/etc/passwd', { headers: {} })).status >= 400, true);
    } finally {
      await rm(uiFolder, { recursive: true });
    }
  });

  it('says what to do when the UI is not built', async () => {
    await using world = await makeWorld();
    const page = await ask(world.url, '/', { headers: { accept: 'text/html' } });
    assert.equal(page.status, 503);
    assert.match(page.text, /npm run build/);
  });
});
