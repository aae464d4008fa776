import { allScopes } from './collections.ts';

/**
 * Oura runs two generations of sign-in. Applications of the new portal are refused at the old token address, and the
 * printed documentation still shows the old one; so the modern is the default and a connection remembers which worked.
 */
export type OAuthGeneration = 'modern' | 'legacy';

export interface OAuthEndpoints {
  readonly authorise: string;
  readonly token: string;
  readonly revoke: string;
  /** What stands before a scope's name. */
  readonly scopePrefix: string;
}

export type OAuthHosts = Readonly<Record<OAuthGeneration, OAuthEndpoints>>;

export const ouraHosts: OAuthHosts = {
  modern: {
    authorise: 'https://moi.ouraring.com/oauth/v2/ext/oauth-authorize',
    token: 'https://moi.ouraring.com/oauth/v2/ext/oauth-token',
    revoke: 'https://moi.ouraring.com/oauth/v2/ext/oauth-revoke',
    scopePrefix: 'extapi:',
  },
  legacy: {
    authorise: 'https://cloud.ouraring.com/oauth/authorize',
    token: 'https://api.ouraring.com/oauth/token',
    revoke: 'https://api.ouraring.com/oauth/revoke',
    scopePrefix: '',
  },
};

/** Both generations at one base address, as the simulator has them. */
export function hostsAt(baseUrl: string): OAuthHosts {
  const at = (path: string): string => new URL(path, baseUrl).href;
  return {
    modern: {
      authorise: at('/oauth/v2/ext/oauth-authorize'),
      token: at('/oauth/v2/ext/oauth-token'),
      revoke: at('/oauth/v2/ext/oauth-revoke'),
      scopePrefix: 'extapi:',
    },
    legacy: {
      authorise: at('/oauth/authorize'),
      token: at('/oauth/token'),
      revoke: at('/oauth/revoke'),
      scopePrefix: '',
    },
  };
}

export interface AuthoriseQuestion {
  readonly clientId: string;
  /** Byte for byte as registered. */
  readonly redirectUri: string;
  /** Unguessable; compared when the person comes back. */
  readonly state: string;
  /** S256 of the verifier that goes with the code. */
  readonly codeChallenge: string;
  /** Bare names; all that the integration can use when left out. */
  readonly scopes?: readonly string[];
}

/** Where to send the person to allow the connection. */
export function authoriseUrl(endpoints: OAuthEndpoints, question: AuthoriseQuestion): string {
  const url = new URL(endpoints.authorise);
  const scopes = (question.scopes ?? allScopes).map((scope) => `${endpoints.scopePrefix}${scope}`);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', question.clientId);
  url.searchParams.set('redirect_uri', question.redirectUri);
  url.searchParams.set('scope', scopes.join(' '));
  url.searchParams.set('state', question.state);
  url.searchParams.set('code_challenge', question.codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.href;
}
