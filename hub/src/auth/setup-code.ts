import { timingSafeEqual } from 'node:crypto';
import type { Random } from '@lifeops/lib';

/** Letters and digits that cannot be mistaken for one another. */
const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** The code that the hub prints at its first start, so that only who sees its terminal may claim it from afar. */
export function newSetupCode(random: Random): string {
  const letters: string[] = [];
  while (letters.length < 8) {
    for (const byte of random.bytes(8)) {
      // Bytes past the largest multiple are left out: each letter is as likely as the next.
      if (byte < alphabet.length * 8 && letters.length < 8)
        letters.push(alphabet[byte % alphabet.length] as string);
    }
  }
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`;
}

export function sameCode(given: string, code: string): boolean {
  const plain = (text: string) => Buffer.from(text.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  const [a, b] = [plain(given), plain(code)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** True for the machine's own addresses, IPv4-mapped ones too. */
export function isLoopback(address: string): boolean {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return plain === '::1' || plain.startsWith('127.');
}
