import type { JsonObject } from '@lifeops/lib';
import type { OuraSimulator } from './simulator.ts';

/** The configuration of an entry in demo mode: signed in to this simulator. */
export function demoConfig(simulator: OuraSimulator): JsonObject {
  const tokens = simulator.account.issue();
  return {
    client_id: simulator.clientId,
    client_secret: simulator.clientSecret,
    base_url: simulator.url,
    tokens: {
      access_token: tokens.access_token,
      refresh_token: tokens.refresh_token,
      expires_at: simulator.clock.now() + tokens.expires_in * 1000,
      scope: tokens.scope,
      hosts: 'modern',
    },
  };
}
