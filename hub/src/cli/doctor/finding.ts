/** One line of the doctor's report. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly what: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found. */
  readonly found: string;
  /** What to do about it; where there is nothing to do it is left out. */
  readonly remedy?: string;
}

export const ok = (what: string, found: string): Finding => ({ what, status: 'ok', found });
export const warn = (what: string, found: string, remedy: string): Finding => ({
  what,
  status: 'warn',
  found,
  remedy,
});
export const fail = (what: string, found: string, remedy: string): Finding => ({
  what,
  status: 'fail',
  found,
  remedy,
});
