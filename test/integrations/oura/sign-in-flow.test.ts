import assert from 'node:assert/strict';
import { request } from 'node:http';
import type { FlowStep, Json, JsonObject } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';
import oura from '../../../integrations/oura/src/index.ts';
import { ouraEntryWorld } from './oura-entry.ts';
import type { OuraEntryWorld } from './oura-entry.ts';

/** The person's browser: opens Oura's page and is sent back. */
const browse = (step: FlowStep): Promise<Json> =>
  new Promise((resolve, reject) => {
    if (step.kind !== 'external') return reject(new Error(`It asks for ${step.kind}.`));
    request(step.url, { agent: false }, (response) => {
      response.resume();
      resolve({ url: response.headers.location ?? '' });
    })
      .on('error', reject)
      .end();
  });

const answers = ({ simulator, http }: OuraEntryWorld, more: JsonObject = {}) => ({
  application: {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    redirect_uri: 'http://localhost:8000/auth/callback',
    base_url: simulator.url,
    ...more,
  },
  sign_in: (step: FlowStep) => http.fakeClock.track(browse(step)),
});

describe('signing in to Oura', () => {
  it('gives a configuration that works, known by the account', async () => {
    await using world = await ouraEntryWorld();
    const { http, site } = world;
    await using asking = await testHub(oura, { http, site, clock: http.fakeClock });
    const result = await asking.flow('user', answers(world));
    assert.ok(result.kind === 'done');
    assert.equal(result.uniqueId, '910c1158-8548-4b0f-85bd-de3e5c1dfd52');
    await using hub = await testHub(oura, { config: result.config, http, site, clock: http.fakeClock });
    assert.equal(hub.outcome.outcome, 'ready');
  });

  it('ends when the person says no', async () => {
    await using world = await ouraEntryWorld();
    world.simulator.account.deniesNext = true;
    const { http, site } = world;
    await using asking = await testHub(oura, { http, site, clock: http.fakeClock });
    await assert.rejects(asking.flow('user', answers(world)), { name: 'Forbidden' });
  });

  it('refuses an address that belongs to another sign-in', async () => {
    await using world = await ouraEntryWorld();
    const { http, site } = world;
    await using asking = await testHub(oura, { http, site, clock: http.fakeClock });
    const foreign = {
      ...answers(world),
      sign_in: { url: 'http://localhost:8000/auth/callback?code=1&state=2' },
    };
    await assert.rejects(asking.flow('user', foreign), { name: 'InvalidInput' });
  });

  it('replaces tokens of before that were kept', async () => {
    await using world = await ouraEntryWorld();
    const { http, site, simulator, config } = world;
    await using before = await testHub(oura, { config, http, site, clock: http.fakeClock });
    simulator.account.expireAccessTokens();
    await before.advance(600_000);
    const secrets = Object.fromEntries(before.secrets);
    assert.ok(secrets['tokens']);
    simulator.account.revokeAll();
    const result = await before.flow('reauth', answers(world), config);
    assert.ok(result.kind === 'done');
    await using after = await testHub(oura, {
      config: result.config,
      secrets,
      http,
      site,
      clock: http.fakeClock,
    });
    assert.equal(after.outcome.outcome, 'ready');
  });
});
