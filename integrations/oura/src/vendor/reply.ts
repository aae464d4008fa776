import { Forbidden, InvalidInput, isPlainObject, NotFound, NotReady, Unavailable } from '@lifeops/lib';
import type { Issue, LifeOpsError } from '@lifeops/lib';
import type { HttpReply } from './http-port.ts';

/** The body of a good answer as an object. Throws `NotReady` for HTML, cut-off JSON and anything but an object. */
export function readObject(reply: HttpReply, what: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch (cause) {
    throw new NotReady(
      `Oura answered the question for ${what} with something that is no JSON; nothing was changed.`,
      {
        cause,
        details: { what, content_type: reply.headers['content-type'] ?? null },
      },
    );
  }
  if (isPlainObject(body)) return body;
  throw new NotReady(`Oura answered the question for ${what} in an unknown shape; nothing was changed.`, {
    details: { what },
  });
}

export interface Page {
  readonly data: readonly unknown[];
  /** Null on the last page; time series leave it out there. */
  readonly nextToken: string | null;
}

/** One page of a list. Throws `NotReady` when `data` is no array or the token is no text. */
export function readPage(reply: HttpReply, what: string): Page {
  const { data, next_token: token } = readObject(reply, what);
  if (Array.isArray(data) && (token === null || token === undefined || typeof token === 'string')) {
    return { data, nextToken: token === undefined || token === '' ? null : token };
  }
  throw new NotReady(`Oura's list of ${what} has an unknown shape; nothing was changed.`, {
    details: { what },
  });
}

/**
 * The error for a status that is neither good nor about credentials or limits. The text of the body decides nothing: it
 * is not specified.
 */
export function errorOfStatus(reply: HttpReply, what: string): LifeOpsError {
  const details = { what, status: reply.status };
  if (reply.status === 404) return new NotFound(`Oura knows no such ${what}.`, { details });
  if (reply.status === 400 || reply.status === 422) {
    return new InvalidInput(`Oura refused the question for ${what}.`, issuesOf(reply.text), { details });
  }
  if (reply.status === 426) {
    return new Forbidden(`The person's Oura app is too old for ${what}.`, {
      details: { ...details, reason: 'not_available' },
    });
  }
  if (reply.status >= 500 || reply.status === 408) {
    return new NotReady(`Oura failed to answer for ${what}; what was known is kept.`, { details });
  }
  return new Unavailable(`Oura answered ${what} with status ${reply.status}; what was known is kept.`, {
    details,
  });
}

/** The `detail[]` of a 422, as far as there is one. */
function issuesOf(text: string): Issue[] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Error bodies are not specified: one that cannot be read says nothing more than its status.
    return [];
  }
  const detail = isPlainObject(body) ? body['detail'] : undefined;
  if (!Array.isArray(detail)) return [];
  return detail.filter(isPlainObject).map((entry) => ({
    path: `/${(Array.isArray(entry['loc']) ? entry['loc'] : []).map(String).join('/')}`,
    message: typeof entry['msg'] === 'string' ? entry['msg'] : 'not accepted',
  }));
}
