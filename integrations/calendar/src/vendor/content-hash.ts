import { createHash } from 'node:crypto';

/** Lines that servers write anew with each answer though nothing has changed. */
const volatile = /^(?:DTSTAMP|LAST-MODIFIED|PRODID|X-RECURRENCE-EXCEPTION)[;:]/i;

/** SHA-256 (hex) of a calendar's text without folds, line-end style and lines that change by themselves. */
export function contentHash(text: string): string {
  const hash = createHash('sha256');
  for (const line of text.replaceAll(/(?:\r\n|\n|\r)[ \t]/g, '').split(/\r\n|\n|\r/)) {
    if (line !== '' && !volatile.test(line)) hash.update(line).update('\n');
  }
  return hash.digest('hex');
}
