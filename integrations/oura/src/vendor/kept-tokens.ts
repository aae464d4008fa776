import { z } from '@lifeops/lib';
import type { SecretsPort } from '@lifeops/lib';
import { documentHash } from './document-hash.ts';
import type { TokenStore } from './token-keeper.ts';
import type { TokenSet } from './token-request.ts';

const keptSchema = z.object({
  /** Which sign-in these come of. */
  of: z.string(),
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresAt: z.number(),
  scope: z.string().nullable(),
  hosts: z.enum(['modern', 'legacy']),
});

/**
 * The newest tokens of a connection, sealed by the hub. `signedIn` is what the sign-in put into the configuration: a newer
 * sign-in wins over what was kept of an older one.
 */
export function keptTokens(secrets: SecretsPort, signedIn: TokenSet | null): TokenStore {
  const of = documentHash({
    refreshToken: signedIn?.refreshToken ?? null,
    expiresAt: signedIn?.expiresAt ?? null,
  });
  return {
    async load() {
      const text = await secrets.get('tokens');
      const kept = text === undefined ? undefined : keptSchema.safeParse(jsonOf(text)).data;
      if (kept?.of !== of) return signedIn;
      const { of: _, ...tokens } = kept;
      return tokens;
    },
    save: (tokens) => secrets.set('tokens', JSON.stringify({ of, ...tokens })),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An older version may have kept another form; then the sign-in counts.
    return undefined;
  }
}
