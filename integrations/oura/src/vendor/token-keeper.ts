import { AuthExpired, backoffMs, LifeOpsError, NotReady } from '@lifeops/lib';
import type { ClockDep } from '@lifeops/lib';
import type { HttpDep } from './http-port.ts';
import type { OAuthGeneration, OAuthHosts } from './oauth-hosts.ts';
import { requestTokens } from './token-request.ts';
import type { TokenAnswer, TokenSet } from './token-request.ts';

/** Keeps the tokens of one connection. `save` resolves once they would survive a power cut: all of them or none. */
export interface TokenStore {
  load(): Promise<TokenSet | null>;
  save(tokens: TokenSet): Promise<void>;
}

export interface TokenKeeperOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly hosts: OAuthHosts;
  /** How long before its end a token is replaced; five minutes when left out. */
  readonly earlyMs?: number;
  /** 30 s when left out. */
  readonly timeoutMs?: number;
}

/** A token this young that is refused is not refused for its age: another would be refused as well. */
const youngMs = 60_000;
const retry = { firstMs: 30_000, factor: 2, maxMs: 900_000, jitter: 0 };
const noJitter = { next: () => 0.5, bytes: (length: number) => new Uint8Array(length) };

/**
 * Gives access tokens that work. Refresh tokens are single use, so refreshes run one at a time, a new pair is stored before
 * it is used, and one that could not be stored is stored first at the next call instead of asking with a spent token.
 *
 * Oura's refusal at both generations of addresses is final: `AuthExpired` until `accept`. When no answer came the refresh
 * token may or may not be spent; then the next try, after a growing pause, finds out: a spent one is refused.
 */
export class TokenKeeper implements AsyncDisposable {
  readonly #deps: HttpDep & ClockDep & { readonly store: TokenStore };
  readonly #options: TokenKeeperOptions;
  /** The pair that the store has for sure. */
  #tokens: TokenSet | null = null;
  /** A pair that Oura gave and the store did not take yet. */
  #unsaved: TokenSet | null = null;
  #renewedAt: number | null = null;
  #refused = false;
  #failures = 0;
  #notBefore = 0;
  #running: Promise<TokenSet> | undefined;

  constructor(deps: HttpDep & ClockDep & { readonly store: TokenStore }, options: TokenKeeperOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** True once Oura refused for good: the person has to sign in again. */
  get needsSignIn(): boolean {
    return this.#refused;
  }

  /** The scopes as granted; null when unknown. */
  async scope(): Promise<string | null> {
    return (await this.#stored()).scope;
  }

  /**
   * An access token with some life left. When it nears its end and no new one can be had yet, the present one serves
   * until it ends. Throws `AuthExpired`, `NotReady`, `TimedOut`, or what the store throws.
   */
  async accessToken(): Promise<string> {
    const tokens = await this.#stored();
    const left = tokens.expiresAt - this.#deps.clock.now();
    if (this.#isSettled && left > (this.#options.earlyMs ?? 300_000)) return tokens.accessToken;
    try {
      return (await this.#shared(() => this.#refresh())).accessToken;
    } catch (cause) {
      const isPassing = cause instanceof LifeOpsError && cause.kind !== 'AuthExpired';
      const present = this.#tokens ?? tokens;
      if (isPassing && !this.#unsaved && present.expiresAt > this.#deps.clock.now())
        return present.accessToken;
      throw cause;
    }
  }

  /** Another token after a 401 with this one. Callers with the same dead token share one refresh. */
  async renew(refusedToken: string): Promise<string> {
    const tokens = await this.#stored();
    const isYoung = this.#renewedAt !== null && this.#deps.clock.now() - this.#renewedAt < youngMs;
    if (this.#isSettled && (tokens.accessToken !== refusedToken || isYoung)) return tokens.accessToken;
    return (await this.#shared(() => this.#refresh())).accessToken;
  }

  /** Takes the tokens of a new sign-in: stored first, then used. */
  async accept(tokens: TokenSet): Promise<void> {
    while (this.#running) await Promise.allSettled([this.#running]);
    this.#unsaved = tokens;
    await this.#shared(() => this.#save(tokens));
    this.#refused = false;
  }

  /** Waits for a running refresh: cut off, it would lose the only valid refresh token. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([this.#running]);
  }

  get #isSettled(): boolean {
    return this.#running === undefined && this.#unsaved === null;
  }

  #shared(work: () => Promise<TokenSet>): Promise<TokenSet> {
    this.#running ??= work().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #stored(): Promise<TokenSet> {
    if (this.#tokens === null) {
      const loaded = await this.#deps.store.load();
      // Another call may have loaded and renewed meanwhile: what is newer stays.
      this.#tokens ??= loaded;
    }
    if (this.#refused) throw refusal();
    if (this.#tokens) return this.#tokens;
    throw new AuthExpired('This connection to Oura has not been signed in yet.');
  }

  async #refresh(): Promise<TokenSet> {
    if (this.#unsaved) return this.#save(this.#unsaved);
    const old = await this.#stored();
    const wait = this.#notBefore - this.#deps.clock.now();
    if (wait > 0) {
      throw new NotReady("Oura's sign-in failed just now; it is tried again after a pause.", {
        retryAfterMs: wait,
      });
    }
    const answer = await this.#askEverywhere(old);
    if (answer.kind === 'tokens') return this.#save(answer.tokens);
    this.#refused = true;
    throw refusal(answer.status);
  }

  /** A refusal is tried once at the other generation of addresses; no answer is not, as the token may be spent. */
  async #askEverywhere(old: TokenSet): Promise<TokenAnswer> {
    try {
      const answer = await this.#ask(old, old.hosts);
      if (answer.kind === 'tokens') return answer;
      return await this.#ask(old, old.hosts === 'modern' ? 'legacy' : 'modern');
    } catch (cause) {
      this.#failures += 1;
      const hinted = cause instanceof LifeOpsError ? (cause.retryAfterMs ?? 0) : 0;
      this.#notBefore = this.#deps.clock.now() + Math.max(hinted, backoffMs(retry, this.#failures, noJitter));
      throw cause;
    }
  }

  #ask(old: TokenSet, hosts: OAuthGeneration): Promise<TokenAnswer> {
    return requestTokens(this.#deps, {
      url: this.#options.hosts[hosts].token,
      hosts,
      form: {
        grant_type: 'refresh_token',
        refresh_token: old.refreshToken,
        client_id: this.#options.clientId,
        client_secret: this.#options.clientSecret,
      },
      timeoutMs: this.#options.timeoutMs ?? 30_000,
      signal: new AbortController().signal,
      knownScope: old.scope,
    });
  }

  async #save(tokens: TokenSet): Promise<TokenSet> {
    this.#unsaved = tokens;
    await this.#deps.store.save(tokens);
    this.#unsaved = null;
    this.#tokens = tokens;
    this.#failures = 0;
    this.#notBefore = 0;
    this.#renewedAt = this.#deps.clock.now();
    return tokens;
  }
}

const refusal = (status?: number): AuthExpired =>
  new AuthExpired('Oura refused to renew this connection; sign in again. What was known is kept.', {
    details: { status: status ?? null },
  });
