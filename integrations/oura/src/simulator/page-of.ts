import { createHash } from 'node:crypto';
import type { Body } from './fixture-bodies.ts';

export interface PageOptions {
  readonly size: number;
  readonly emptyFirst: boolean;
  /** Tokens know their question, so that one sent with other parameters is refused. */
  readonly boundTokens: boolean;
  /** Whether the last page says `next_token: null` or leaves it out, as the time series may. */
  readonly lastToken: 'null' | 'absent';
}

/** One page of a list, chosen by `next_token`; null for a token that is none of ours. */
export function pageOf(all: readonly Body[], query: URLSearchParams, options: PageOptions): Body | null {
  const suffix = options.boundTokens ? `.${fingerprint(query)}` : '';
  const token = query.get('next_token');
  if (token === null && options.emptyFirst) return { data: [], next_token: tokenFor(1, suffix) };
  const page = token === null ? 1 : pageNumber(token, suffix);
  if (page === null) return null;
  const data = all.slice((page - 1) * options.size, page * options.size);
  if (page * options.size < all.length) return { data, next_token: tokenFor(page + 1, suffix) };
  return options.lastToken === 'absent' ? { data } : { data, next_token: null };
}

const tokenFor = (page: number, suffix: string): string =>
  Buffer.from(`follow-page-${page}${suffix}`).toString('base64url');

function pageNumber(token: string, suffix: string): number | null {
  const match = /^follow-page-(\d{1,6})(.*)$/.exec(Buffer.from(token, 'base64url').toString());
  const page = Number(match?.[1] ?? '0');
  return page > 0 && match?.[2] === suffix ? page : null;
}

function fingerprint(query: URLSearchParams): string {
  const rest = [...query].filter(([name]) => name !== 'next_token').toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(rest)).digest('hex').slice(0, 8);
}
