export type Strength = 'short' | 'weak' | 'fair' | 'good';

/** What the hub takes at least. */
export const shortest = 10;

/**
 * A hint, no gate: length counts most, then how many different characters there are. A long sentence beats a short
 * muddle of signs.
 */
export function strengthOf(password: string, name = ''): Strength {
  if (password.length < shortest) return 'short';
  const different = new Set(password.toLowerCase()).size;
  const runs = /(.)\1{3}|0123|1234|2345|3456|4567|5678|6789|abcd|qwer|asdf|password|lifeops/i.test(password);
  const named = name.length > 2 && password.toLowerCase().includes(name.toLowerCase());
  if (different < 6 || runs || named) return 'weak';
  return password.length >= 16 && different >= 9 ? 'good' : 'fair';
}

export const strengthShare: Readonly<Record<Strength, number>> = {
  short: 0.15,
  weak: 0.35,
  fair: 0.7,
  good: 1,
};
