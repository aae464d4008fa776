import assert from 'node:assert/strict';
import { AuthExpired, Forbidden, InvalidInput } from '@lifeops/lib';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';
import { startSimulator } from '../../../../integrations/oura/src/simulator/simulator.ts';
import type { OAuthGeneration } from '../../../../integrations/oura/src/vendor/oauth-hosts.ts';
import { authoriseUrl, hostsAt, ouraHosts } from '../../../../integrations/oura/src/vendor/oauth-hosts.ts';
import { OuraClient } from '../../../../integrations/oura/src/vendor/oura-client.ts';
import { exchangeCode, makePkce, readCallback } from '../../../../integrations/oura/src/vendor/sign-in.ts';
import { TokenKeeper } from '../../../../integrations/oura/src/vendor/token-keeper.ts';
import { loopbackHttp } from '../loopback-http.ts';
import { rejection } from '../oura-world.ts';
import { FakeStore } from './fake-sign-in.ts';

const redirectUri = 'http://localhost:8000/auth/callback';
const { signal } = new AbortController();

async function startSignIn() {
  const clock = new FakeClock();
  const simulator = await startSimulator({ clock, original: true, redirectUri });
  const hosts = hostsAt(simulator.url);
  const { clientId, clientSecret } = simulator;
  const pkce = makePkce(new SeededRandom(1));
  const deps = { http: loopbackHttp, clock };
  const visit = async (url: string) => {
    const reply = await loopbackHttp({ url, method: 'GET', headers: {}, query: {}, body: null, signal });
    return { status: reply.status, back: reply.headers['location'] ?? '' };
  };
  const allow = (generation: OAuthGeneration, changes: Record<string, string> = {}) =>
    visit(
      authoriseUrl(hosts[generation], {
        clientId,
        redirectUri,
        state: 's',
        codeChallenge: pkce.challenge,
        ...changes,
      }),
    );
  const exchange = (
    code: string,
    changes: { generation?: OAuthGeneration; redirectUri?: string; verifier?: string } = {},
  ) =>
    exchangeCode(deps, {
      hosts,
      generation: 'modern',
      clientId,
      clientSecret,
      redirectUri,
      code,
      verifier: pkce.verifier,
      scope: null,
      signal,
      ...changes,
    });
  return {
    clock,
    simulator,
    hosts,
    deps,
    allow,
    exchange,
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

describe('Signing in to Oura', () => {
  it('goes from consent to data, and on through renewals', async () => {
    await using at = await startSignIn();
    const { back } = await at.allow('modern');
    const tokens = await at.exchange(readCallback(back, 's').code);
    assert.match(tokens.scope ?? '', /extapi:daily/);
    const { clientId, clientSecret } = at.simulator;
    const keeper = new TokenKeeper(
      { ...at.deps, store: new FakeStore(null) },
      { clientId, clientSecret, hosts: at.hosts },
    );
    await keeper.accept(tokens);
    const client = new OuraClient(at.deps, {
      baseUrl: at.simulator.url,
      accessToken: () => keeper.accessToken(),
      renew: (refused) => keeper.renew(refused),
    });
    const range = { from: '2026-03-20', to: '2026-04-02' };
    const readAll = () =>
      Promise.all(
        (['sleep', 'daily_sleep', 'daily_activity'] as const).map((name) => client.days(name, range, signal)),
      );
    await readAll();
    await at.clock.advance(120_000);
    at.simulator.account.expireAccessTokens();
    await readAll();
    assert.equal(at.simulator.account.refreshes, 1);
    await at.clock.advance(120_000);
    at.simulator.account.revokeAll();
    assert.ok((await rejection(readAll())) instanceof AuthExpired);
  });

  it('asks for prefixed scopes at the modern addresses and bare ones at the old', () => {
    const question = { clientId: 'c', redirectUri, state: 's', codeChallenge: 'x', scopes: ['daily', 'tag'] };
    const scopeAt = (generation: OAuthGeneration) =>
      new URL(authoriseUrl(ouraHosts[generation], question)).searchParams.get('scope');
    assert.equal(scopeAt('modern'), 'extapi:daily extapi:tag');
    assert.equal(scopeAt('legacy'), 'daily tag');
  });

  it('brings the scopes that the person ticked, and no more', async () => {
    await using at = await startSignIn();
    at.simulator.account.allowedScopes = ['daily'];
    const callback = readCallback((await at.allow('modern')).back, 's');
    assert.equal(callback.scope, 'extapi:daily');
    assert.equal((await at.exchange(callback.code)).scope, 'extapi:daily');
  });

  it('says so when the person refuses', async () => {
    await using at = await startSignIn();
    at.simulator.account.deniesNext = true;
    const { back } = await at.allow('modern');
    assert.throws(() => readCallback(back, 's'), Forbidden);
  });

  it('takes no callback with another state, without a code, or that is no address', () => {
    for (const url of [`${redirectUri}?code=c&state=other`, `${redirectUri}?state=s`, 'code', '']) {
      assert.throws(() => readCallback(url, 's'), InvalidInput);
    }
    assert.equal(readCallback(` ${redirectUri}?code=c&state=s \n`, 's').code, 'c');
  });

  it('spends a code at the first address that sees it', async () => {
    await using at = await startSignIn();
    const { code } = readCallback((await at.allow('modern')).back, 's');
    assert.ok((await rejection(at.exchange(code, { generation: 'legacy' }))) instanceof Forbidden);
    assert.ok((await rejection(at.exchange(code))) instanceof Forbidden);
  });

  it('refuses a code with another verifier, another redirect address, twice, or after ten minutes', async () => {
    await using at = await startSignIn();
    const code = async () => readCallback((await at.allow('modern')).back, 's').code;
    assert.ok((await rejection(at.exchange(await code(), { verifier: 'guess' }))) instanceof Forbidden);
    assert.ok(
      (await rejection(at.exchange(await code(), { redirectUri: 'http://localhost:8000/' }))) instanceof
        Forbidden,
    );
    const used = await code();
    await at.exchange(used);
    assert.ok((await rejection(at.exchange(used))) instanceof Forbidden);
    const old = await code();
    await at.clock.advance(600_000);
    assert.ok((await rejection(at.exchange(old))) instanceof Forbidden);
  });

  it('sends nobody to a redirect address that is not registered', async () => {
    await using at = await startSignIn();
    assert.deepEqual(await at.allow('modern', { redirectUri: 'http://127.0.0.1:8000/auth/callback' }), {
      status: 400,
      back: '',
    });
  });

  it('does not know after a lost answer, and finds out at the next try', async () => {
    await using at = await startSignIn();
    const tokens = await at.exchange(readCallback((await at.allow('modern')).back, 's').code);
    const { clientId, clientSecret } = at.simulator;
    const keeper = new TokenKeeper(
      { ...at.deps, store: new FakeStore(tokens) },
      { clientId, clientSecret, hosts: at.hosts },
    );
    at.simulator.faults.set('token', { kind: 'lost_answer' }, 1);
    await rejection(keeper.renew(tokens.accessToken));
    assert.equal(keeper.needsSignIn, false);
    await at.clock.advance(30_000);
    assert.ok((await rejection(keeper.renew(tokens.accessToken))) instanceof AuthExpired);
  });
});
