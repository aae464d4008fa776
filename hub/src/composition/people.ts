import type { ClockDep, IdsDep, LogDep, RandomDep } from '@lifeops/lib';
import { Accounts } from '../auth/accounts.ts';
import { Tokens } from '../auth/tokens.ts';
import { Users } from '../auth/users.ts';
import type { AppTables } from '../core/store/tables.ts';

/** People and tokens, read from storage. */
export async function loadAccounts(
  deps: ClockDep & IdsDep & LogDep & RandomDep & { readonly tables: Pick<AppTables, 'users' | 'tokens'> },
): Promise<Accounts> {
  const users = new Users({ ...deps, table: deps.tables.users });
  const tokens = new Tokens({ ...deps, table: deps.tables.tokens });
  await Promise.all([users.load(), tokens.load()]);
  return new Accounts({ ...deps, users, tokens });
}
