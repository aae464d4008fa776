import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Unavailable } from '@lifeops/lib';
import type { Random } from '@lifeops/lib';
import type { Sealer } from '../../core/store/tables.ts';

/** Marks the form, so that a later one can stand beside it. */
const form = 'lo1';
export const keyBytes = 32;
/** NIST SP 800-38D: 96-bit nonces, drawn at random; 2^32 seals with one key are far off for settings and tokens. */
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under the node key. A sealed text is `lo1.<key id>.<nonce, ciphertext and tag in base64url>`; the key id (8
 * hex digits of the key's SHA-256) tells at once that a text belongs to another key, and finds it when there are several.
 */
export class NodeKeySealer implements Sealer {
  readonly #keys: ReadonlyMap<string, Uint8Array>;
  readonly #random: Random;
  readonly #current: string;

  /** `keys`: 32 bytes each; the first seals, all open. */
  constructor(deps: { readonly random: Random }, keys: readonly [Uint8Array, ...Uint8Array[]]) {
    this.#random = deps.random;
    this.#keys = new Map(keys.map((key) => [keyId(key), key]));
    this.#current = keyId(keys[0]);
  }

  seal(plain: string): string {
    const nonce = this.#random.bytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.#keys.get(this.#current) as Uint8Array, nonce);
    cipher.setAAD(Buffer.from(`${form}.${this.#current}`));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${form}.${this.#current}.${sealed.toString('base64url')}`;
  }

  open(sealed: string): string {
    const [, id, body] = /^lo1\.([0-9a-f]{8})\.([\w-]+)$/.exec(sealed) ?? [];
    if (id === undefined || body === undefined) throw unopened('it is no sealed value');
    const key = this.#keys.get(id);
    if (!key) throw unopened('it was sealed with another node key');
    const bytes = Buffer.from(body, 'base64url');
    if (bytes.length < nonceBytes + tagBytes) throw unopened('it is cut off');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(`${form}.${id}`));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    try {
      const plain = decipher.update(bytes.subarray(nonceBytes, -tagBytes));
      return Buffer.concat([plain, decipher.final()]).toString('utf8');
    } catch (cause) {
      throw unopened('it was changed after it was sealed', cause);
    }
  }
}

function keyId(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function unopened(why: string, cause?: unknown): Unavailable {
  return new Unavailable(
    `A stored secret cannot be opened: ${why}. Restore node.key from the backup, or enter the secret again.`,
    {
      code: 'storage-failed',
      cause,
    },
  );
}
