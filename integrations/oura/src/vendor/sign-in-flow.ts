import { secret, z } from '@lifeops/lib';
import type { Flow } from '@lifeops/lib';
import type { configSchema } from '../config.ts';
import { placesOf } from './connect.ts';
import { httpOver } from './fetch-port.ts';
import { authoriseUrl } from './oauth-hosts.ts';
import { OuraClient } from './oura-client.ts';
import { exchangeCode, makePkce, readCallback } from './sign-in.ts';

const generation = 'modern';

const applicationSchema = z.object({
  client_id: z.string().trim().min(1).max(200).meta({ title: 'Client ID' }),
  client_secret: secret(z.string().trim().min(1).max(400).meta({ title: 'Client secret' })),
  redirect_uri: z
    .url()
    .default('http://localhost:8000/auth/callback')
    .meta({ title: 'Redirect address', description: 'As registered with the application at Oura' }),
  base_url: z.url().optional().meta({ title: 'Address', description: 'Another server than Oura’s' }),
});
const returnedSchema = z.object({
  url: z
    .string()
    .min(1)
    .max(8192)
    .meta({ title: 'Address', description: 'Where Oura sent the browser, all of it' }),
});

/** The application's keys, then Oura's own page, then the address that it leads back to. For the first time and for again. */
export const signInFlow: Flow<z.input<typeof configSchema>, 'fetch' | 'clock' | 'random'> = async function* ({
  form,
  external,
  done,
  hub,
}) {
  const application = yield* form('application', applicationSchema);
  const { client_id: clientId, redirect_uri: redirectUri } = application;
  const clientSecret = application.client_secret.reveal();
  const { baseUrl, hosts } = placesOf(application.base_url);
  const pkce = makePkce(hub.random);
  const state = Buffer.from(hub.random.bytes(24)).toString('base64url');
  const question = { clientId, redirectUri, state, codeChallenge: pkce.challenge };
  const { url } = yield* external('sign_in', authoriseUrl(hosts[generation], question), returnedSchema);

  const deps = { http: httpOver(hub.fetch), clock: hub.clock };
  const tokens = await exchangeCode(deps, {
    hosts,
    generation,
    clientId,
    clientSecret,
    redirectUri,
    verifier: pkce.verifier,
    signal: hub.signal,
    ...readCallback(url, state),
  });
  const client = new OuraClient(deps, { baseUrl, accessToken: () => Promise.resolve(tokens.accessToken) });
  const person = await client.personalInfo(hub.signal);
  return done({
    title: 'Oura',
    uniqueId: person.id,
    config: {
      client_id: clientId,
      client_secret: clientSecret,
      ...(application.base_url === undefined ? {} : { base_url: application.base_url }),
      tokens: {
        access_token: tokens.accessToken,
        refresh_token: tokens.refreshToken,
        expires_at: tokens.expiresAt,
        scope: tokens.scope,
        hosts: tokens.hosts,
      },
    },
  });
};
