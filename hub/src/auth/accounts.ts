import { Forbidden, Unauthorized, days } from '@lifeops/lib';
import type { ClockDep, RandomDep } from '@lifeops/lib';
import { rolePermissions } from '@lifeops/lib/protocol';
import type { Role } from '@lifeops/lib/protocol';
import type { TokenRow, UserRow } from '../core/store/tables.ts';
import type { Principal } from './principal.ts';
import { isLoopback, newSetupCode, sameCode } from './setup-code.ts';
import { SignInGuard } from './sign-in-guard.ts';
import type { Tokens } from './tokens.ts';
import type { Users } from './users.ts';

/** A session that is not used for this long has to sign in again. */
const sessionLength = days(90);

export interface Session {
  readonly token: string;
  readonly user: UserRow;
}

/** First run, sign-in, and who a token stands for. */
export class Accounts {
  readonly users: Users;
  readonly tokens: Tokens;
  readonly #deps: ClockDep & RandomDep;
  readonly #guard: SignInGuard;
  #setupCode: string | undefined;

  constructor(deps: ClockDep & RandomDep & { readonly users: Users; readonly tokens: Tokens }) {
    this.users = deps.users;
    this.tokens = deps.tokens;
    this.#deps = deps;
    this.#guard = new SignInGuard(deps);
  }

  get firstRun(): boolean {
    return !this.users.hasOwner;
  }

  /** Printed at start while there is no owner; the same until the hub stops. */
  get setupCode(): string {
    this.#setupCode ??= newSetupCode(this.#deps.random);
    return this.#setupCode;
  }

  needsCode(address: string): boolean {
    return !isLoopback(address);
  }

  async createOwner(
    owner: { readonly name: string; readonly password: string; readonly language: string | null },
    from: { readonly address: string; readonly code: string | undefined; readonly device: string },
  ): Promise<Session> {
    if (this.firstRun && this.needsCode(from.address)) {
      this.#guard.check('setup code', from.address);
      if (from.code === undefined || !sameCode(from.code, this.setupCode)) {
        this.#guard.failed('setup code', from.address);
        throw new Unauthorized('Enter the setup code that the hub printed when it started.', {
          code: 'code-required',
        });
      }
    }
    const user = await this.users.createOwner(owner);
    return { token: await this.#openSession(user, from.device), user };
  }

  async signIn(
    name: string,
    password: string,
    from: { readonly address: string; readonly device: string },
  ): Promise<Session> {
    this.#guard.check(name, from.address);
    // Counted before it is known: guesses made at once must not all pass the check.
    this.#guard.failed(name, from.address);
    const user = await this.users.verify(name, password);
    if (!user) throw new Unauthorized('Name or password is wrong.');
    this.#guard.succeeded(name, from.address);
    return { token: await this.#openSession(user, from.device), user };
  }

  /** Who a bearer token stands for; throws `Unauthorized` for one that is not valid now. */
  authenticate(secret: string | undefined): Principal {
    const row = secret === undefined ? undefined : this.tokens.find(secret);
    const principal = row && this.#principalOf(row);
    if (!principal)
      throw new Unauthorized(
        secret === undefined ? 'Sign in first.' : 'This token is not valid, or no longer.',
      );
    return principal;
  }

  /** As `authenticate`, but finds a token too that another process, `lifeops token create`, made a moment ago. */
  async authenticateFresh(secret: string | undefined): Promise<Principal> {
    if (secret !== undefined) await this.tokens.findFresh(secret);
    return this.authenticate(secret);
  }

  /** A token for a device or program; never with more rights than who makes it. */
  async createToken(
    by: Principal,
    token: { readonly name: string; readonly role: Role; readonly expiresInDays: number },
  ) {
    const allowed = rolePermissions[by.role];
    if (![...rolePermissions[token.role]].every((permission) => allowed.has(permission))) {
      throw new Forbidden(`The role ${by.role} cannot give out the role ${token.role}.`, {
        details: { role: by.role, asked: token.role },
      });
    }
    const expiresAt = this.#deps.clock.now() + days(token.expiresInDays);
    return this.tokens.create({
      name: token.name,
      kind: 'token',
      userUid: by.userUid,
      role: token.role,
      expiresAt,
    });
  }

  async changePassword(by: Principal, current: string, password: string): Promise<void> {
    const user = by.userUid === null ? undefined : this.users.get(by.userUid);
    if (!user) throw new Forbidden('This token belongs to no person.');
    this.#guard.check(user.name, by.tokenUid);
    this.#guard.failed(user.name, by.tokenUid);
    if (!(await this.users.verify(user.name, current)))
      throw new Unauthorized('The present password is wrong.');
    this.#guard.succeeded(user.name, by.tokenUid);
    await this.users.update(user.uid, { password });
    await this.tokens.revokeAllOf(user.uid, by.tokenUid);
  }

  #openSession(user: UserRow, device: string): Promise<string> {
    const expiresAt = this.#deps.clock.now() + sessionLength;
    return this.tokens
      .create({ name: device, kind: 'session', userUid: user.uid, role: user.role as Role, expiresAt })
      .then(({ secret }) => secret);
  }

  /** A session has its person's role of now; a token at most that. */
  #principalOf(row: TokenRow): Principal | undefined {
    if (row.userUid === null)
      return { tokenUid: row.uid, userUid: null, name: row.name, role: row.role as Role };
    const user = this.users.get(row.userUid);
    if (!user || !user.active) return undefined;
    const role = row.kind === 'session' ? (user.role as Role) : lower(row.role as Role, user.role as Role);
    return { tokenUid: row.uid, userUid: user.uid, name: user.name, role };
  }
}

/** The token's role while its person still has all that it allows, else the person's. */
const lower = (token: Role, user: Role): Role =>
  [...rolePermissions[token]].every((permission) => rolePermissions[user].has(permission)) ? token : user;
