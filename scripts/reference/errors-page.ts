import { errorCodes } from '../../lib/src/base/error-codes.data.ts';
import type { ErrorKind } from '../../lib/src/base/error-codes.data.ts';
import { code, generatedNotice, page, table } from './markdown.ts';

/** What the one who catches an error of a class can do about it. */
const kinds: Readonly<Record<ErrorKind, string>> = {
  InvalidInput: 'Something that was sent is wrong; `issues` names each place.',
  NotFound: 'What was asked for does not exist.',
  Conflict: 'It does not fit what is there.',
  Unauthorized: 'Nobody knows who asks.',
  Forbidden: 'Whoever asks may not.',
  NotReady: 'Later it works; it is tried again, after `retryAfterMs` where that is said.',
  AuthExpired: 'The credentials for the other side are no longer taken; the person must sign in again.',
  Unavailable: 'The other side does not answer or does not work.',
  TimedOut: 'There was no answer in time.',
  Aborted: 'It was cancelled.',
  Bug: 'A fault of LifeOps.',
};

export function errorsPage(): string {
  const all = Object.entries(errorCodes);
  return page(
    generatedNotice,
    '# Errors',
    'Every error has a code that never changes its meaning. Code that catches one goes by the class or the code, never by the message. Over HTTP and the socket an error is a problem document (RFC 9457) with `code`, `status`, `detail`, and `issues` where fields are wrong.',
    ...Object.entries(kinds).map(([kind, meaning]) =>
      [
        `## ${kind}`,
        meaning,
        table(
          ['code', 'HTTP', 'what to do'],
          all
            .filter(([, error]) => error.kind === kind)
            .map(([name, error]) => [code(name), String(error.status), error.help]),
        ),
      ].join('\n\n'),
    ),
  );
}
