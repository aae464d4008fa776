import { AuthExpired, InvalidInput, NotFound, NotReady, Unavailable } from '@lifeops/lib';
import type { LifeOpsError } from '@lifeops/lib';

/** What the source needs to know of an HTTP answer. Header names are in lower case. */
export interface IcsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export const largestCalendarBytes = 20 * 1024 * 1024;

/** The error that an answer stands for, or null when it holds a calendar or says that nothing has changed. */
export function errorOfAnswer(answer: IcsAnswer): LifeOpsError | null {
  const { status } = answer;
  const details = { status };
  if (status === 304 || (status >= 200 && status < 300)) return null;
  if (status === 401 || status === 403 || status === 407) {
    return new AuthExpired('The calendar’s address is not accepted any more; fetch a new one.', { details });
  }
  if (status === 404 || status === 410) {
    return new NotFound('There is no calendar at this address any more; fetch a new one.', { details });
  }
  if (status === 429 || status >= 500) {
    const seconds = Number.parseInt(answer.headers['retry-after'] ?? '', 10);
    const retry = Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
    return new NotReady('The server of the calendar cannot answer now; it is asked again.', {
      details,
      ...retry,
    });
  }
  return new Unavailable('The server of the calendar answers with something unexpected.', { details });
}

/** @throws InvalidInput for a calendar above 20 MiB. */
export function checkSize(body: string | Uint8Array): void {
  // A string has at least as many bytes in UTF-8 as it has units, so what passes here is exact enough for a limit.
  if (body.length <= largestCalendarBytes) return;
  throw new InvalidInput('The calendar is larger than 20 MiB.', [], { code: 'payload-too-large' });
}
