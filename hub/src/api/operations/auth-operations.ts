import { Conflict, InvalidInput } from '@lifeops/lib';
import { rolePermissions } from '@lifeops/lib/protocol';
import type { OperationDeps } from './operation-deps.ts';
import type { OperationsOf } from './operation-table.ts';
import { siteFields } from './system-operations.ts';
import { wireUser } from './wire-forms.ts';

/** First run, sign-in and the person's own account. */
export function authOperations(deps: OperationDeps): OperationsOf<'auth'> {
  const { accounts, site, contexts } = deps;
  const sessionOf = ({ token, user }: Awaited<ReturnType<typeof accounts.signIn>>) => ({
    token,
    user: wireUser(user),
  });
  return {
    'auth.first_run': async (_input, { address }) => ({
      needed: accounts.firstRun,
      code_required: accounts.firstRun && accounts.needsCode(address),
      site_name: site.fields.name,
      time_zone: site.fields.timeZone,
      version: deps.system.version,
    }),
    'auth.create_owner': async (input, { address, device }) => {
      if (!accounts.firstRun) throw new Conflict('This hub has an owner already. Sign in instead.');
      const settings = siteFields(input.site ?? {});
      checkTimeZone(settings.timeZone);
      const session = await accounts.createOwner(
        { name: input.name, password: input.password, language: input.language ?? null },
        { address, code: input.code, device },
      );
      // The file's word wins: what it sets is not asked for, and not refused either.
      const open = Object.entries(settings).filter(([field]) => !(site.readOnly as string[]).includes(field));
      if (open.length > 0)
        await site.update(Object.fromEntries(open), contexts.make('user', session.user.uid));
      return sessionOf(session);
    },
    'auth.sign_in': async (input, { address, device }) =>
      sessionOf(
        await accounts.signIn(input.name, input.password, { address, device: input.device ?? device }),
      ),
    'auth.sign_out': async (_input, { principal }) => {
      await accounts.tokens.revoke(principal.tokenUid);
      return { ok: true };
    },
    'auth.me': async (_input, { principal }) => {
      const user = principal.userUid === null ? undefined : accounts.users.get(principal.userUid);
      return {
        user: user ? wireUser(user) : null,
        role: principal.role,
        permissions: [...rolePermissions[principal.role]],
        token: principal.tokenUid,
      };
    },
    'auth.change_password': async ({ current, password }, { principal }) => {
      await accounts.changePassword(principal, current, password);
      return { ok: true };
    },
  };
}

/** Checked before anything is made: a home with an owner and half its settings would be no first run any more. */
function checkTimeZone(name: string | undefined): void {
  if (name === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch (cause) {
    throw new InvalidInput(
      'The time zone is not known.',
      [{ path: '/site/time_zone', message: 'is no time zone', expected: 'an IANA name, as Europe/Warsaw' }],
      { cause },
    );
  }
}
