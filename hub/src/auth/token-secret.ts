import { createHash } from 'node:crypto';
import type { Random } from '@lifeops/lib';

/** The prefix lets scanners and log filters know one when they see it. */
export const tokenPrefix = 'lo_';
export const tokenPattern = /lo_[A-Za-z0-9_-]{43}/g;

/** Whether it has the form of one: anything else need not be looked up. */
export const isTokenSecret = (text: string): boolean => /^lo_[A-Za-z0-9_-]{43}$/.test(text);

/** 256 random bits; shown once. */
export const newTokenSecret = (random: Random): string =>
  tokenPrefix + Buffer.from(random.bytes(32)).toString('base64url');

/** What is kept of it. No salt is needed: the secret is random. */
export const hashToken = (secret: string): string => createHash('sha256').update(secret).digest('hex');
