import type { ClockDep, FetchPort, Secret, SecretsPort } from '@lifeops/lib';
import { httpOver } from './fetch-port.ts';
import { keptTokens } from './kept-tokens.ts';
import { hostsAt, ouraHosts } from './oauth-hosts.ts';
import type { OAuthGeneration, OAuthHosts } from './oauth-hosts.ts';
import { OuraClient } from './oura-client.ts';
import { TokenKeeper } from './token-keeper.ts';
import type { TokenSet } from './token-request.ts';

/** What is known of an account after sign-in. */
export interface Connection {
  readonly client_id: string;
  readonly client_secret: Secret;
  readonly tokens?:
    | {
        readonly access_token: Secret;
        readonly refresh_token: Secret;
        readonly expires_at: number;
        readonly scope: string | null;
        readonly hosts: OAuthGeneration;
      }
    | undefined;
  /** Another server than Oura's. */
  readonly base_url?: string | undefined;
}

const api = 'https://api.ouraring.com';

/** Where the API is, and where people sign in. */
export const placesOf = (
  baseUrl: string | undefined,
): { readonly baseUrl: string; readonly hosts: OAuthHosts } => ({
  baseUrl: baseUrl ?? api,
  hosts: baseUrl === undefined ? ouraHosts : hostsAt(baseUrl),
});

/** A client with tokens that renew themselves. The keeper is to be disposed: it finishes a running renewal. */
export function connect(
  connection: Connection,
  ports: ClockDep & { readonly fetch: FetchPort; readonly secrets: SecretsPort },
): { readonly client: OuraClient; readonly keeper: TokenKeeper } {
  const { client_id: clientId, client_secret: clientSecret } = connection;
  const { baseUrl, hosts } = placesOf(connection.base_url);
  const http = httpOver(ports.fetch);
  const { clock } = ports;
  const store = keptTokens(ports.secrets, signedIn(connection));
  const keeper = new TokenKeeper(
    { http, clock, store },
    { clientId, clientSecret: clientSecret.reveal(), hosts },
  );
  const client = new OuraClient(
    { http, clock },
    { baseUrl, accessToken: () => keeper.accessToken(), renew: (refused) => keeper.renew(refused) },
  );
  return { client, keeper };
}

const signedIn = ({ tokens }: Connection): TokenSet | null =>
  tokens
    ? {
        accessToken: tokens.access_token.reveal(),
        refreshToken: tokens.refresh_token.reveal(),
        expiresAt: tokens.expires_at,
        scope: tokens.scope,
        hosts: tokens.hosts,
      }
    : null;
