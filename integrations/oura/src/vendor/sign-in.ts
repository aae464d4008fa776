import { createHash } from 'node:crypto';
import { Forbidden, InvalidInput } from '@lifeops/lib';
import type { ClockDep, Random } from '@lifeops/lib';
import type { HttpDep } from './http-port.ts';
import type { OAuthGeneration, OAuthHosts } from './oauth-hosts.ts';
import { requestTokens } from './token-request.ts';
import type { TokenSet } from './token-request.ts';

/** A secret of one sign-in (RFC 7636): the challenge goes with the person, the verifier with the code. */
export interface Pkce {
  readonly verifier: string;
  readonly challenge: string;
}

export function makePkce(random: Random): Pkce {
  const verifier = Buffer.from(random.bytes(32)).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/**
 * The code in the address to which Oura sent the person back, whole or pasted by hand. Throws `Forbidden` when the person
 * refused, `InvalidInput` when the state is not ours or there is no code.
 */
export function readCallback(
  callbackUrl: string,
  state: string,
): { readonly code: string; readonly scope: string | null } {
  const url = URL.canParse(callbackUrl.trim()) ? new URL(callbackUrl.trim()) : null;
  const error = url?.searchParams.get('error');
  const code = url?.searchParams.get('code');
  if (url?.searchParams.get('state') !== state) {
    throw new InvalidInput('This address does not belong to the sign-in that is open; start again.', [
      { path: '/url', message: 'state does not match' },
    ]);
  }
  if (error) throw new Forbidden('Oura says that the connection was not allowed.', { details: { error } });
  if (!code)
    throw new InvalidInput('The address has no code; copy all of it.', [
      { path: '/url', message: 'no code' },
    ]);
  return { code, scope: url.searchParams.get('scope') };
}

export interface CodeQuestion {
  readonly hosts: OAuthHosts;
  readonly generation: OAuthGeneration;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly code: string;
  readonly verifier: string;
  /** As the callback gave it. */
  readonly scope: string | null;
  readonly signal: AbortSignal;
}

/**
 * Turns the code into tokens, at one address only: a code is spent by the first that sees it. Throws `Forbidden` when Oura
 * refuses it (start again, perhaps with the other generation), else as `requestTokens`.
 */
export async function exchangeCode(deps: HttpDep & ClockDep, question: CodeQuestion): Promise<TokenSet> {
  const answer = await requestTokens(deps, {
    url: question.hosts[question.generation].token,
    hosts: question.generation,
    form: {
      grant_type: 'authorization_code',
      code: question.code,
      redirect_uri: question.redirectUri,
      client_id: question.clientId,
      client_secret: question.clientSecret,
      code_verifier: question.verifier,
    },
    timeoutMs: 30_000,
    signal: question.signal,
    knownScope: question.scope,
  });
  if (answer.kind === 'tokens') return answer.tokens;
  throw new Forbidden('Oura refused the code; start the sign-in again.', {
    details: { status: answer.status },
  });
}
