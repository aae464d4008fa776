import assert from 'node:assert/strict';
import { Aborted, AuthExpired, Forbidden, InvalidInput, NotReady, TimedOut, Unavailable } from '@lifeops/lib';
import { OuraClient } from '../../../../integrations/oura/src/vendor/oura-client.ts';
import type { Fault } from '../../../../integrations/oura/src/simulator/faults.ts';
import type { HttpPort } from '../../../../integrations/oura/src/vendor/http-port.ts';
import { loopbackHttp } from '../loopback-http.ts';
import { rejection, startWorld } from '../oura-world.ts';
import type { OuraWorld } from '../oura-world.ts';

const fortnight = { from: '2026-03-20', to: '2026-04-02' };
const ask = (world: OuraWorld) => world.client.days('sleep', fortnight, world.signal);

describe('The client of Oura, when Oura fails', () => {
  const passing: readonly (readonly [string, Fault])[] = [
    ['status 500', { kind: 'status', status: 500 }],
    ['status 503 with HTML', { kind: 'status', status: 503, body: '<html>' }],
    ['a page for people', { kind: 'html' }],
    ['JSON that is cut off', { kind: 'truncated' }],
    ['a connection that ends', { kind: 'hang_up' }],
    ['a list without envelope', { kind: 'body', text: '[]' }],
    ['an object without data', { kind: 'body', text: '{"next_token":null}' }],
    ['data that is no list', { kind: 'body', text: '{"data":{},"next_token":null}' }],
    ['a token that is no text', { kind: 'body', text: '{"data":[],"next_token":7}' }],
    ['a token that comes again', { kind: 'looping_token' }],
    ['nothing at all', { kind: 'body', text: '' }],
  ];
  for (const [what, fault] of passing) {
    it(`says "try later" for ${what}, and the next try succeeds`, async () => {
      await using world = await startWorld();
      world.simulator.faults.set('sleep', fault);
      const error = await rejection(ask(world));
      assert.ok(error instanceof NotReady, String(error));
      assert.equal(error.code, 'not-ready');
      world.simulator.faults.clear();
      assert.equal((await ask(world)).complete, true);
    });
  }

  it('gives nothing when a later page fails', async () => {
    await using world = await startWorld({ original: false, pageSize: 4 });
    const http: HttpPort = (request) => {
      if (world.simulator.requests.length === 2) world.simulator.faults.set('sleep', { kind: 'truncated' });
      return loopbackHttp(request);
    };
    const { access_token: token } = world.simulator.account.issue();
    const client = new OuraClient(
      { http, clock: world.clock },
      { baseUrl: world.simulator.url, accessToken: () => Promise.resolve(token) },
    );
    assert.ok((await rejection(client.days('sleep', fortnight, world.signal))) instanceof NotReady);
    assert.equal(world.simulator.requests.length, 3);
  });

  it('gives up after thirty seconds of the clock', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', { kind: 'slow', ms: 60_000 });
    const [error] = await Promise.all([rejection(ask(world)), world.clock.advance(30_000)]);
    assert.ok(error instanceof TimedOut);
    assert.equal(world.clock.pending.filter(({ dueInMs }) => dueInMs <= 0).length, 0);
  });

  it('stops at once when nobody waits any longer', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', { kind: 'slow', ms: 60_000 });
    const controller = new AbortController();
    const asked = rejection(world.client.days('sleep', fortnight, controller.signal));
    controller.abort();
    assert.ok((await asked) instanceof Aborted);
  });

  it('names what was wrong with a question that Oura does not take', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', {
      kind: 'status',
      status: 422,
      body: '{"detail":[{"loc":["query","start_date"],"msg":"not a date","type":"value_error"}]}',
    });
    const error = await rejection(ask(world));
    assert.ok(error instanceof InvalidInput);
    assert.deepEqual(error.issues, [{ path: '/query/start_date', message: 'not a date' }]);
  });

  for (const body of ['plain', '{"detail":"text"}', '{"detail":[1]}', '[]']) {
    it(`takes status 400 with the body ${body} for a bad question as well`, async () => {
      await using world = await startWorld();
      world.simulator.faults.set('sleep', { kind: 'status', status: 400, body });
      assert.ok((await rejection(ask(world))) instanceof InvalidInput);
    });
  }

  it('keeps apart the statuses that mean neither later nor credentials', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', { kind: 'status', status: 418 });
    assert.ok((await rejection(ask(world))) instanceof Unavailable);
    world.simulator.faults.set('sleep', { kind: 'status', status: 426 });
    assert.ok((await rejection(ask(world))) instanceof Forbidden);
  });
});

describe('The client of Oura, when asked to slow down', () => {
  const now = Date.parse('2026-04-02T12:00:00Z');
  for (const [what, fault, waitMs] of [
    [
      'as long as Retry-After says',
      { kind: 'rate_limited', retryAfterS: 17, resetAtS: now / 1000 + 99 },
      17_000,
    ],
    ['until the reset', { kind: 'rate_limited', resetAtS: now / 1000 + 42 }, 42_000],
    ['a second without hints', { kind: 'rate_limited' }, 1000],
    ['a second when the reset is past', { kind: 'rate_limited', resetAtS: now / 1000 - 5 }, 1000],
    ['an hour at most, whatever the hint', { kind: 'rate_limited', retryAfterS: 1e9 }, 3_600_000],
  ] as const) {
    it(`waits ${what}, with every request of the connection`, async () => {
      await using world = await startWorld();
      world.simulator.faults.set('sleep', fault, 1);
      const first = await rejection(ask(world));
      assert.ok(first instanceof NotReady);
      assert.equal(first.code, 'too-many-requests');
      assert.equal(first.retryAfterMs, waitMs);
      await world.clock.advance(waitMs - 1);
      const other = await rejection(world.client.personalInfo(world.signal));
      assert.ok(other instanceof NotReady);
      assert.equal(other.retryAfterMs, 1);
      assert.equal(world.simulator.requests.length, 1);
      await world.clock.advance(1);
      assert.equal((await ask(world)).complete, true);
    });
  }

  it('doubles the wait while no hint comes, and starts again after a good answer', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', { kind: 'rate_limited' });
    const waits: (number | undefined)[] = [];
    for (let i = 0; i < 11; i++) {
      const error = await rejection(ask(world));
      assert.ok(error instanceof NotReady);
      waits.push(error.retryAfterMs);
      await world.clock.advance(error.retryAfterMs ?? 0);
    }
    assert.deepEqual(waits.slice(0, 4), [1000, 2000, 4000, 8000]);
    assert.equal(waits.at(-1), 300_000);
    world.simulator.faults.clear();
    await ask(world);
    world.simulator.faults.set('sleep', { kind: 'rate_limited' });
    const again = await rejection(ask(world));
    assert.equal(again instanceof NotReady && again.retryAfterMs, 1000);
  });
});

describe('The client of Oura, when it is not let in', () => {
  it('renews once after a 401 and asks again with the new token', async () => {
    await using world = await startWorld();
    world.simulator.account.expireAccessTokens();
    const fresh = world.simulator.account.issue().access_token;
    let renewals = 0;
    const client = new OuraClient(
      { http: loopbackHttp, clock: world.clock },
      {
        baseUrl: world.simulator.url,
        accessToken: () => Promise.resolve('stale'),
        renew: (refused) => {
          assert.equal(refused, 'stale');
          renewals += 1;
          return Promise.resolve(fresh);
        },
      },
    );
    assert.equal((await client.days('sleep', fortnight, world.signal)).complete, true);
    assert.equal(renewals, 1);
  });

  it('asks for a new sign-in when the renewed token is refused for the profile too', async () => {
    await using world = await startWorld({}, { renew: () => Promise.resolve('refused as well') });
    world.simulator.account.expireAccessTokens();
    assert.ok((await rejection(ask(world))) instanceof AuthExpired);
    assert.equal(world.client.refused.size, 0);
    assert.ok((await rejection(world.client.personalInfo(world.signal))) instanceof AuthExpired);
  });

  it('asks for a new sign-in when there is no way to renew', async () => {
    await using world = await startWorld();
    world.simulator.account.revokeAll();
    assert.ok((await rejection(ask(world))) instanceof AuthExpired);
  });

  it('does not take a failing profile for a verdict', async () => {
    await using world = await startWorld();
    world.simulator.account.revokeAll();
    world.simulator.faults.set('personal_info', { kind: 'status', status: 502 });
    assert.ok((await rejection(ask(world))) instanceof NotReady);
  });

  for (const refusedScopeStatus of [401, 403] as const) {
    it(`marks one collection when its scope is missing (${refusedScopeStatus}) and goes on with the others`, async () => {
      await using world = await startWorld({ refusedScopeStatus });
      const { access_token: token } = world.simulator.account.issue('extapi:workout');
      const client = new OuraClient(
        { http: loopbackHttp, clock: world.clock },
        { baseUrl: world.simulator.url, accessToken: () => Promise.resolve(token) },
      );
      const error = await rejection(client.days('sleep', fortnight, world.signal));
      assert.ok(error instanceof Forbidden);
      assert.equal(error.details['collection'], 'sleep');
      assert.deepEqual([...client.refused], ['sleep']);
      assert.equal((await client.days('workout', fortnight, world.signal)).complete, true);
    });
  }

  it('leaves a refused collection alone for a day, and asks at once after a new consent', async () => {
    await using world = await startWorld();
    world.simulator.faults.set('sleep', { kind: 'status', status: 403 }, 1);
    await rejection(ask(world));
    assert.ok((await rejection(ask(world))) instanceof Forbidden);
    assert.equal(world.simulator.requests.length, 1);
    await world.clock.advance(86_400_000 - 1);
    assert.ok((await rejection(ask(world))) instanceof Forbidden);
    assert.equal(world.simulator.requests.length, 1);
    world.client.forgetRefusals();
    assert.equal(world.client.refused.size, 0);
    world.simulator.faults.set('sleep', { kind: 'status', status: 403 }, 1);
    await rejection(ask(world));
    assert.equal(world.simulator.requests.length, 2);
  });

  it('asks a refused collection again after a day and forgets the refusal when it answers', async () => {
    await using world = await startWorld({ tokenLifetimeS: 864_000 });
    world.simulator.faults.set('sleep', { kind: 'status', status: 403 }, 1);
    await rejection(ask(world));
    await world.clock.advance(86_400_000);
    assert.equal((await ask(world)).complete, true);
    assert.equal(world.client.refused.size, 0);
  });
});
