import { createHash } from 'node:crypto';
import type { ClockDep, Random } from '@lifeops/lib';
import { allScopes } from '../vendor/collections.ts';
import type { OAuthGeneration } from '../vendor/oauth-hosts.ts';
import type { Body } from './fixture-bodies.ts';

export interface AccountOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string | null;
  readonly tokenLifetimeS: number;
}

interface Grant {
  readonly scope: string;
  readonly expiresAt: number;
}

interface Code {
  readonly redirectUri: string;
  readonly scope: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
}

export type TokenReply = { readonly status: number; readonly body: Body };

const codeLifetimeMs = 600_000;

/** The person's side and the sign-in's: consent, codes, tokens that expire, refresh tokens that serve once. */
export class SimulatedAccount {
  /** Bare names of what the person ticks when asked. */
  allowedScopes: readonly string[] = allScopes;
  /** The person says no when next asked. */
  deniesNext = false;
  /** Addresses that take this application; the others refuse it. */
  generations: ReadonlySet<OAuthGeneration> = new Set(['modern']);
  readonly #deps: ClockDep & { readonly random?: Random };
  readonly #options: AccountOptions;
  readonly #access = new Map<string, Grant>();
  readonly #refresh = new Map<string, string>();
  readonly #codes = new Map<string, Code>();
  #made = 0;
  #refreshes = 0;

  constructor(deps: ClockDep & { readonly random?: Random }, options: AccountOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** How many refreshes succeeded. */
  get refreshes(): number {
    return this.#refreshes;
  }

  /** A pair of tokens as the token address answers them, without a sign-in: for demos and tests. */
  issue(scope: string = allScopes.join(' ')): TokenAnswerBody {
    const accessToken = this.#secret('access');
    const refreshToken = this.#secret('refresh');
    const lifetime = this.#options.tokenLifetimeS;
    this.#access.set(accessToken, { scope, expiresAt: this.#deps.clock.now() + lifetime * 1000 });
    this.#refresh.set(refreshToken, scope);
    return {
      access_token: accessToken,
      refresh_token: refreshToken,
      expires_in: lifetime,
      token_type: 'bearer',
      scope,
    };
  }

  /** Every access token is refused from now on; refresh tokens stay good. */
  expireAccessTokens(): void {
    this.#access.clear();
  }

  /** As when the person withdraws the application. */
  revokeAll(): void {
    this.#access.clear();
    this.#refresh.clear();
  }

  /** The scope of a bearer header; null when it is not accepted. */
  scopeOf(authorization: string | undefined): string | null {
    const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
    const grant = token === undefined ? undefined : this.#access.get(token);
    return grant && grant.expiresAt > this.#deps.clock.now() ? grant.scope : null;
  }

  /** Where the authorise address sends the person back; null when the question is bad and nobody may be sent anywhere. */
  authorise(query: URLSearchParams): string | null {
    const redirectUri = query.get('redirect_uri') ?? '';
    const isKnown = this.#options.redirectUri === null || redirectUri === this.#options.redirectUri;
    const isWhole =
      query.get('client_id') === this.#options.clientId && query.get('response_type') === 'code';
    if (!isKnown || !isWhole || !URL.canParse(redirectUri)) return null;
    const back = new URL(redirectUri);
    back.searchParams.set('state', query.get('state') ?? '');
    if (this.deniesNext) {
      this.deniesNext = false;
      back.searchParams.set('error', 'access_denied');
      return back.href;
    }
    const asked = (query.get('scope') ?? '').split(' ').filter((name) => name !== '');
    const scope = asked.filter((name) => this.allowedScopes.includes(name.replace('extapi:', ''))).join(' ');
    const code = this.#secret('code');
    const challenge = query.get('code_challenge');
    this.#codes.set(code, {
      redirectUri,
      scope,
      challenge,
      expiresAt: this.#deps.clock.now() + codeLifetimeMs,
    });
    back.searchParams.set('code', code);
    back.searchParams.set('scope', scope);
    return back.href;
  }

  /** One POST to a token address. A code or refresh token that is looked at is spent, also at the wrong address. */
  token(generation: OAuthGeneration, form: URLSearchParams, authorization: string | undefined): TokenReply {
    if (!this.#isClient(form, authorization)) return refuse(401, 'invalid_client');
    const isTaken = this.generations.has(generation);
    if (form.get('grant_type') === 'refresh_token') {
      if (!isTaken) return refuse(400, 'invalid_request');
      return this.#refreshed(form.get('refresh_token') ?? '');
    }
    if (form.get('grant_type') !== 'authorization_code') return refuse(400, 'unsupported_grant_type');
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    if (!isTaken) return refuse(401, 'invalid_client');
    const verified = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      code !== undefined &&
      code.expiresAt > this.#deps.clock.now() &&
      code.redirectUri === form.get('redirect_uri') &&
      (code.challenge === null || code.challenge === verified);
    return isGood ? { status: 200, body: this.issue(code.scope) } : refuse(400, 'invalid_grant');
  }

  revoke(token: string): void {
    this.#access.delete(token);
    this.#refresh.delete(token);
  }

  #refreshed(refreshToken: string): TokenReply {
    const scope = this.#refresh.get(refreshToken);
    if (scope === undefined) return refuse(400, 'invalid_grant');
    this.#refresh.delete(refreshToken);
    this.#refreshes += 1;
    const { scope: _unsaid, ...rest } = this.issue(scope);
    return { status: 200, body: rest };
  }

  #isClient(form: URLSearchParams, authorization: string | undefined): boolean {
    const basic = `Basic ${Buffer.from(`${this.#options.clientId}:${this.#options.clientSecret}`).toString('base64')}`;
    if (authorization === basic) return true;
    return (
      form.get('client_id') === this.#options.clientId &&
      form.get('client_secret') === this.#options.clientSecret
    );
  }

  #secret(kind: string): string {
    this.#made += 1;
    const bytes = this.#deps.random?.bytes(18);
    return bytes ? Buffer.from(bytes).toString('base64url') : `${kind}-${this.#made}`;
  }
}

export type TokenAnswerBody = {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly scope: string;
};

const refuse = (status: number, error: string): TokenReply => ({ status, body: { error } });
