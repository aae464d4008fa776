import type { OperationName, OperationOutput, Operations, ParsedInput } from '@lifeops/lib/protocol';
import type { AuthorizedRequest, OperationRequest } from './request.ts';

/** Operations without a permission: they run for people who have not signed in too. */
export const openOperations = [
  'system.health',
  'auth.first_run',
  'auth.create_owner',
  'auth.sign_in',
] as const satisfies readonly OperationName[];
export type OpenOperation = (typeof openOperations)[number];

/** How each operation runs. One that is declared and missing here does not compile. */
export type OperationTable = {
  readonly [Name in OperationName]: (
    input: ParsedInput<Operations[Name]>,
    request: Name extends OpenOperation ? OperationRequest : AuthorizedRequest,
  ) => Promise<OperationOutput<Operations[Name]>>;
};
/** The part of the table that one area gives: names that begin with the area's. */
export type OperationsOf<Area extends string> = Pick<
  OperationTable,
  Extract<OperationName, `${Area}.${string}`>
>;
