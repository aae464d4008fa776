import { randomBytes } from 'node:crypto';
import type { Random } from '../random.ts';

export class SystemRandom implements Random {
  next(): number {
    return randomBytes(4).readUInt32BE() / 2 ** 32;
  }

  bytes(length: number): Uint8Array {
    return randomBytes(length);
  }
}
