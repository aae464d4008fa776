import assert from 'node:assert/strict';
import { AuthExpired, NotReady, TimedOut } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import type { HttpPort } from '../../../../integrations/oura/src/vendor/http-port.ts';
import { TokenKeeper } from '../../../../integrations/oura/src/vendor/token-keeper.ts';
import { rejection } from '../oura-world.ts';
import { FakeSignIn, FakeStore, firstTokens, hosts } from './fake-sign-in.ts';

const hour = 3_600_000;

function setUp(http?: HttpPort) {
  const clock = new FakeClock();
  const signIn = new FakeSignIn();
  const store = new FakeStore(firstTokens(clock.now() + hour));
  const options = { clientId: 'id', clientSecret: 'hush', hosts };
  const make = () => new TokenKeeper({ http: http ?? signIn.http, clock, store }, options);
  return { clock, signIn, store, make, keeper: make() };
}

describe('The keeper of tokens', () => {
  it('gives the stored token while it has more than five minutes to live', async () => {
    const { clock, keeper, signIn } = setUp();
    await clock.advance(hour - 300_001);
    assert.equal(await keeper.accessToken(), 'access-0');
    assert.equal(signIn.posts.length, 0);
  });

  it('renews it in the last five minutes and sends what Oura asks for', async () => {
    const { clock, keeper, signIn, store } = setUp();
    await clock.advance(hour - 300_000);
    assert.equal(await keeper.accessToken(), 'access-1');
    assert.deepEqual(signIn.posts, [
      {
        generation: 'modern',
        form: {
          grant_type: 'refresh_token',
          refresh_token: 'refresh-0',
          client_id: 'id',
          client_secret: 'hush',
        },
      },
    ]);
    assert.deepEqual(store.kept, {
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      expiresAt: clock.now() + hour,
      scope: 'extapi:daily',
      hosts: 'modern',
    });
  });

  it('shares one refresh among all who ask at the same time', async () => {
    const { clock, keeper, signIn } = setUp();
    await clock.advance(2 * hour);
    const tokens = await Promise.all([keeper.accessToken(), keeper.renew('access-0'), keeper.accessToken()]);
    assert.deepEqual(tokens, ['access-1', 'access-1', 'access-1']);
    assert.equal(signIn.posts.length, 1);
  });

  it('renews a refused token once for parallel refusals, also for one that comes late', async () => {
    const { keeper, signIn } = setUp();
    const tokens = await Promise.all([keeper.renew('access-0'), keeper.renew('access-0')]);
    assert.deepEqual(tokens, ['access-1', 'access-1']);
    assert.equal(await keeper.renew('access-0'), 'access-1');
    assert.equal(signIn.posts.length, 1);
  });

  it('does not renew a token that was just made, as it is not refused for its age', async () => {
    const { clock, keeper, signIn } = setUp();
    await keeper.renew('access-0');
    assert.equal(await keeper.renew('access-1'), 'access-1');
    await clock.advance(60_000);
    assert.equal(await keeper.renew('access-1'), 'access-2');
    assert.equal(signIn.posts.length, 2);
  });

  it('gives no token that is not stored, and stores it at the next call without asking again', async () => {
    const { clock, keeper, signIn, store } = setUp();
    await clock.advance(2 * hour);
    store.failsNext = 2;
    await assert.rejects(keeper.accessToken(), /disk full/);
    assert.equal(store.kept?.accessToken, 'access-0');
    await assert.rejects(keeper.renew('access-0'), /disk full/);
    assert.equal(await keeper.accessToken(), 'access-1');
    assert.equal(store.kept?.accessToken, 'access-1');
    assert.equal(signIn.posts.length, 1);
  });

  it('serves the present token to its end while no new one can be had', async () => {
    const { clock, keeper, signIn } = setUp();
    await clock.advance(hour - 60_000);
    signIn.outcomes = ['down', 'down'];
    assert.equal(await keeper.accessToken(), 'access-0');
    await clock.advance(60_000);
    assert.ok((await rejection(keeper.accessToken())) instanceof NotReady);
  });

  it('pauses longer and longer while no answer comes, and sends nothing in the pause', async () => {
    const { clock, keeper, signIn } = setUp();
    await clock.advance(2 * hour);
    signIn.outcomes = ['down', 'down', 'down'];
    for (const pause of [30_000, 60_000, 120_000]) {
      assert.ok((await rejection(keeper.accessToken())) instanceof NotReady);
      const sent = signIn.posts.length;
      const error = await rejection(keeper.accessToken());
      assert.equal(error instanceof NotReady && error.retryAfterMs, pause);
      assert.equal(signIn.posts.length, sent);
      await clock.advance(pause);
    }
    assert.equal(await keeper.accessToken(), 'access-1');
  });

  it('does not try the other addresses when no answer came', async () => {
    const { keeper, signIn } = setUp();
    signIn.outcomes = ['lost'];
    await rejection(keeper.renew('access-0'));
    assert.deepEqual(
      signIn.posts.map(({ generation }) => generation),
      ['modern'],
    );
  });

  it('finds out at the next try that the token was spent, and asks for a new sign-in', async () => {
    const { clock, keeper, signIn } = setUp();
    signIn.outcomes = ['lost'];
    assert.ok((await rejection(keeper.renew('access-0'))) instanceof NotReady);
    assert.equal(keeper.needsSignIn, false);
    await clock.advance(30_000);
    assert.ok((await rejection(keeper.renew('access-0'))) instanceof AuthExpired);
    assert.equal(keeper.needsSignIn, true);
  });

  it('tries the other generation of addresses once when refused, and remembers what worked', async () => {
    const { clock, make, signIn, store } = setUp();
    signIn.generation = 'legacy';
    assert.equal(await make().renew('access-0'), 'access-1');
    assert.equal(store.kept?.hosts, 'legacy');
    await clock.advance(2 * hour);
    assert.equal(await make().accessToken(), 'access-2');
    assert.deepEqual(
      signIn.posts.map(({ generation }) => generation),
      ['modern', 'legacy', 'legacy'],
    );
  });

  it('stops asking once every address refused, until a new sign-in', async () => {
    const { clock, keeper, signIn, store } = setUp();
    signIn.valid = 'another';
    const before = store.kept;
    assert.ok((await rejection(keeper.renew('access-0'))) instanceof AuthExpired);
    await clock.advance(2 * hour);
    assert.ok((await rejection(keeper.accessToken())) instanceof AuthExpired);
    assert.equal(signIn.posts.length, 2);
    assert.equal(store.kept, before);
    await keeper.accept({
      ...firstTokens(clock.now() + hour),
      accessToken: 'signed-in',
      refreshToken: 'another',
    });
    assert.equal(await keeper.accessToken(), 'signed-in');
    assert.equal(keeper.needsSignIn, false);
    await clock.advance(2 * hour);
    assert.equal(await keeper.accessToken(), 'access-1');
  });

  it('asks for a sign-in when there are no tokens yet', async () => {
    const { keeper, store } = setUp();
    store.kept = null;
    assert.ok((await rejection(keeper.accessToken())) instanceof AuthExpired);
  });

  it('takes over a scope that Oura says and keeps the old one when it says none', async () => {
    const { clock, keeper, signIn } = setUp();
    assert.equal(await keeper.scope(), 'extapi:daily');
    await keeper.renew('access-0');
    assert.equal(await keeper.scope(), 'extapi:daily');
    signIn.scope = 'extapi:tag';
    await clock.advance(hour);
    await keeper.accessToken();
    assert.equal(await keeper.scope(), 'extapi:tag');
  });

  it('gives up on an answer after thirty seconds', async () => {
    const silent: HttpPort = ({ signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new Error('cut')), { once: true }),
      );
    const { clock, keeper } = setUp(silent);
    const asked = rejection(keeper.renew('access-0'));
    await clock.advance(30_000);
    assert.ok((await asked) instanceof TimedOut);
  });

  it('waits for a running refresh when it ends, as cut off it would lose the token', async () => {
    const { keeper, store } = setUp();
    const renewed = keeper.renew('access-0');
    await new Promise((resolve) => setImmediate(resolve));
    await keeper[Symbol.asyncDispose]();
    assert.equal(store.kept?.accessToken, 'access-1');
    assert.equal(await renewed, 'access-1');
  });

  for (const [what, body] of [
    ['no JSON', '<html>'],
    ['a list', '[]'],
    ['no access token', '{"refresh_token":"r","expires_in":1}'],
    ['an empty access token', '{"access_token":" ","refresh_token":"r","expires_in":1}'],
    ['no refresh token', '{"access_token":"a","expires_in":1}'],
    ['a refresh token that is a number', '{"access_token":"a","refresh_token":1,"expires_in":1}'],
    ['no life time', '{"access_token":"a","refresh_token":"r"}'],
    ['a life time of zero', '{"access_token":"a","refresh_token":"r","expires_in":0}'],
    ['a life time as text', '{"access_token":"a","refresh_token":"r","expires_in":"60"}'],
  ] as const) {
    it(`leaves the store as it is after a 200 with ${what}`, async () => {
      const { keeper, store } = setUp(() => Promise.resolve({ status: 200, headers: {}, text: body }));
      const before = store.kept;
      assert.ok((await rejection(keeper.renew('access-0'))) instanceof NotReady);
      assert.equal(store.kept, before);
    });
  }

  it('waits as long as the sign-in asks', async () => {
    const { keeper } = setUp(() =>
      Promise.resolve({ status: 429, headers: { 'retry-after': '120' }, text: '' }),
    );
    await rejection(keeper.renew('access-0'));
    const error = await rejection(keeper.renew('access-0'));
    assert.equal(error instanceof NotReady && error.retryAfterMs, 120_000);
  });
});
