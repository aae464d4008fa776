import assert from 'node:assert/strict';
import type { HttpPort, HttpReply } from '../../../../integrations/oura/src/vendor/http-port.ts';
import { hostsAt } from '../../../../integrations/oura/src/vendor/oauth-hosts.ts';
import type { OAuthGeneration } from '../../../../integrations/oura/src/vendor/oauth-hosts.ts';
import type { TokenStore } from '../../../../integrations/oura/src/vendor/token-keeper.ts';
import type { TokenSet } from '../../../../integrations/oura/src/vendor/token-request.ts';

export const hosts = hostsAt('https://sign-in.example');

/**
 * What one POST meets. `lost` and `odd`: the refresh token is spent and no usable answer comes; `down`: it is not looked
 * at.
 */
export type Outcome = 'good' | 'down' | 'lost' | 'odd';

/** A sign-in whose refresh tokens serve once, as a port. It fails the test when asked twice at a time. */
export class FakeSignIn {
  outcomes: Outcome[] = [];
  generation: OAuthGeneration = 'modern';
  valid = 'refresh-0';
  readonly posts: { readonly generation: OAuthGeneration; readonly form: Record<string, string> }[] = [];
  scope: string | null = null;
  #made = 0;
  #busy = false;

  readonly http: HttpPort = async ({ url, body }) => {
    assert.equal(this.#busy, false, 'two refreshes at a time');
    this.#busy = true;
    const generation = url === hosts.modern.token ? 'modern' : 'legacy';
    const form = Object.fromEntries(new URLSearchParams(body ?? ''));
    this.posts.push({ generation, form });
    await new Promise((resolve) => setImmediate(resolve));
    this.#busy = false;
    return this.#answer(generation, form['refresh_token'] ?? '');
  };

  #answer(generation: OAuthGeneration, presented: string): HttpReply {
    const outcome = generation === this.generation ? (this.outcomes.shift() ?? 'good') : 'good';
    if (outcome === 'down') return reply(503, {});
    if (generation !== this.generation || presented !== this.valid)
      return reply(400, { error: 'invalid_grant' });
    this.#made += 1;
    this.valid = `refresh-${this.#made}`;
    if (outcome === 'lost') throw new Error('socket hang up');
    const answer = { access_token: `access-${this.#made}`, refresh_token: this.valid, expires_in: 3600 };
    if (outcome === 'odd') return reply(200, { ...answer, access_token: '' });
    return reply(200, this.scope === null ? answer : { ...answer, scope: this.scope });
  }
}

const reply = (status: number, body: object): HttpReply => ({
  status,
  headers: {},
  text: JSON.stringify(body),
});

/** A store in memory, of which single writes can fail. */
export class FakeStore implements TokenStore {
  kept: TokenSet | null;
  failsNext = 0;

  constructor(kept: TokenSet | null) {
    this.kept = kept;
  }

  load(): Promise<TokenSet | null> {
    return Promise.resolve(this.kept);
  }

  async save(tokens: TokenSet): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.failsNext > 0) {
      this.failsNext -= 1;
      throw new Error('disk full');
    }
    this.kept = tokens;
  }
}

export const firstTokens = (expiresAt: number): TokenSet => ({
  accessToken: 'access-0',
  refreshToken: 'refresh-0',
  expiresAt,
  scope: 'extapi:daily',
  hosts: 'modern',
});
