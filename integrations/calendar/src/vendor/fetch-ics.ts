import type { FetchPort } from '@lifeops/lib';
import type { FetchIcs } from './ics-source.ts';

const timeoutMs = 30_000;

/** The hub's `fetch` as the source asks for it. */
export const icsOver =
  (fetch: FetchPort): FetchIcs =>
  ({ url, headers, signal, maxBytes }) =>
    fetch.raw({ url, headers, signal, maxBytes, timeoutMs });
