/** What can be wrong in a calendar without losing the rest of it. */
export type IcsProblemCode =
  | 'cut-off'
  | 'bad-line'
  | 'bad-event'
  | 'bad-time'
  | 'bad-rule'
  | 'bad-zone'
  | 'unknown-zone'
  | 'start-off-rule'
  | 'budget';

/**
 * One finding in a calendar. `line` counts from 1 in the text as received, null where no line is to blame; `uid` names
 * the event where there is one. The message holds no text of the event, so it may go to a log.
 */
export interface IcsProblem {
  readonly code: IcsProblemCode;
  readonly message: string;
  readonly line: number | null;
  readonly uid: string | null;
}
