import { NotReady } from '@lifeops/lib';
import type { ClockDep } from '@lifeops/lib';
import type { HttpDep, HttpReply } from './http-port.ts';
import type { OAuthGeneration } from './oauth-hosts.ts';
import { readObject } from './reply.ts';
import { timedRequest } from './timed-request.ts';

/** What a connection holds. Both tokens are secrets: only a store that encrypts may keep them. */
export interface TokenSet {
  readonly accessToken: string;
  /** Single use: each refresh spends it and brings the next. */
  readonly refreshToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** As granted; null when Oura did not say. */
  readonly scope: string | null;
  /** Which generation of addresses gave these. */
  readonly hosts: OAuthGeneration;
}

export type TokenAnswer =
  | { readonly kind: 'tokens'; readonly tokens: TokenSet }
  /** The address looked at it and said no: what was sent is of no use there. */
  | { readonly kind: 'refused'; readonly status: number };

export interface TokenQuestion {
  readonly url: string;
  readonly hosts: OAuthGeneration;
  readonly form: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Kept when the answer does not repeat it. */
  readonly knownScope: string | null;
}

/**
 * One POST to a token address, never repeated: what was sent may be spent even when no answer comes. Throws `NotReady` or
 * `TimedOut` when it is not known whether Oura took it, which includes a 200 without usable tokens.
 */
export async function requestTokens(deps: HttpDep & ClockDep, question: TokenQuestion): Promise<TokenAnswer> {
  const reply = await timedRequest(
    deps,
    {
      url: question.url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      query: {},
      body: new URLSearchParams(question.form).toString(),
      signal: question.signal,
    },
    question.timeoutMs,
  );
  if (reply.status === 200) return { kind: 'tokens', tokens: readTokens(reply, question, deps.clock.now()) };
  const isPassing = reply.status >= 500 || [408, 425, 429].includes(reply.status);
  if (reply.status >= 400 && !isPassing) return { kind: 'refused', status: reply.status };
  const after = reply.headers['retry-after']?.trim() ?? '';
  throw new NotReady("Oura's sign-in does not answer as it should; it is tried again.", {
    details: { status: reply.status },
    ...(/^\d{1,5}$/.test(after) ? { retryAfterMs: Number(after) * 1000 } : {}),
  });
}

function readTokens(reply: HttpReply, question: TokenQuestion, now: number): TokenSet {
  const body = readObject(reply, 'tokens');
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: lifetime, scope } = body;
  const isWhole =
    typeof accessToken === 'string' &&
    accessToken.trim() !== '' &&
    typeof refreshToken === 'string' &&
    refreshToken.trim() !== '' &&
    typeof lifetime === 'number' &&
    Number.isFinite(lifetime) &&
    lifetime > 0;
  if (!isWhole)
    throw new NotReady("Oura's sign-in gave an answer without usable tokens; the present ones are kept.");
  return {
    accessToken,
    refreshToken,
    expiresAt: now + lifetime * 1000,
    scope: typeof scope === 'string' && scope.trim() !== '' ? scope : question.knownScope,
    hosts: question.hosts,
  };
}
