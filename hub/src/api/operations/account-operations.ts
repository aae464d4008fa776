import { NotFound } from '@lifeops/lib';
import type { RegistryAction } from '@lifeops/lib';
import type { TokenRow } from '../../core/store/tables.ts';
import { givenFields } from './given-fields.ts';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import type { AuthorizedRequest } from './request.ts';
import { wireToken, wireUser } from './wire-forms.ts';

/** Tokens, sessions and people. */
export function accountOperations(deps: OperationDeps): OperationsOf<'tokens'> & OperationsOf<'users'> {
  const { accounts, bus } = deps;
  const { tokens, users } = accounts;
  const announce = (uid: string, action: RegistryAction, { context }: AuthorizedRequest) =>
    bus.fire('user_updated', { uid, action, changes: [] }, context);

  return {
    'tokens.list': async (_input, { principal }) => ({
      tokens: tokens
        .list()
        .filter((row) => mayManage(row, principal))
        .map((row) => wireToken(row, principal.tokenUid)),
    }),
    'tokens.create': async ({ name, role, expires_in_days: expiresInDays }, { principal }) => {
      const { secret, row } = await accounts.createToken(principal, { name, role, expiresInDays });
      return { token: secret, record: wireToken(row, principal.tokenUid) };
    },
    'tokens.revoke': async ({ uid }, { principal }) => {
      const row = tokens.get(uid);
      if (!row || !mayManage(row, principal)) throw new NotFound('There is no such token.');
      await tokens.revoke(uid);
      return { ok: true };
    },
    'users.list': async () => ({ users: users.list().map(wireUser) }),
    'users.create': async (input, request) => {
      const user = await users.create(input);
      announce(user.uid, 'create', request);
      return wireUser(user);
    },
    'users.update': async ({ uid, ...changes }, request) => {
      const user = await users.update(uid, givenFields(changes));
      const mine = request.principal.userUid === uid ? request.principal.tokenUid : undefined;
      if (changes.password !== undefined || !user.active) await tokens.revokeAllOf(uid, mine);
      announce(uid, 'update', request);
      return wireUser(user);
    },
  };
}

/** Your own; an owner's hand reaches all; a token of no person reaches itself. */
function mayManage(row: TokenRow, principal: AuthorizedRequest['principal']): boolean {
  if (principal.role === 'owner' || row.uid === principal.tokenUid) return true;
  return principal.userUid !== null && row.userUid === principal.userUid;
}
