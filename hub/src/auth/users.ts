import { Conflict, NotFound } from '@lifeops/lib';
import type { ClockDep, IdsDep, RandomDep } from '@lifeops/lib';
import type { Role } from '@lifeops/lib/protocol';
import { InTurn } from '../core/in-turn.ts';
import type { Table, UserRow } from '../core/store/tables.ts';
import { hashPassword, verifyPassword } from './password.ts';

type UsersDeps = ClockDep & IdsDep & RandomDep & { readonly table: Table<UserRow> };

export interface UserChanges {
  readonly name?: string;
  readonly role?: Role;
  readonly password?: string;
  readonly active?: boolean;
}

/** The people of the home. There is always an active owner once there was one. */
export class Users {
  readonly #deps: UsersDeps;
  readonly #byUid = new Map<string, UserRow>();
  /** Each change is checked against what the one before has left. */
  readonly #turns = new InTurn();

  constructor(deps: UsersDeps) {
    this.#deps = deps;
  }

  async load(): Promise<void> {
    for (const row of await this.#deps.table.all()) this.#byUid.set(row.uid, row);
  }

  get hasOwner(): boolean {
    return [...this.#byUid.values()].some((user) => user.role === 'owner' && user.active);
  }

  list(): readonly UserRow[] {
    return [...this.#byUid.values()];
  }

  get(uid: string): UserRow | undefined {
    return this.#byUid.get(uid);
  }

  named(name: string): UserRow | undefined {
    const folded = fold(name);
    return this.list().find((user) => fold(user.name) === folded);
  }

  /** The first person; a second call, or one that races it, is a Conflict. */
  async createOwner(owner: {
    readonly name: string;
    readonly password: string;
    readonly language: string | null;
  }): Promise<UserRow> {
    this.#refuseSecondOwner();
    const passwordHash = await hashPassword(owner.password, this.#deps.random);
    return this.#turns.run(() => {
      this.#refuseSecondOwner();
      return this.#create({ ...owner, role: 'owner' }, passwordHash);
    });
  }

  async create(user: {
    readonly name: string;
    readonly password: string;
    readonly role: Role;
    readonly language?: string | null;
  }): Promise<UserRow> {
    const passwordHash = await hashPassword(user.password, this.#deps.random);
    return this.#turns.run(() => this.#create(user, passwordHash));
  }

  async update(uid: string, changes: UserChanges): Promise<UserRow> {
    const { password, ...fields } = changes;
    const hashed =
      password === undefined ? {} : { passwordHash: await hashPassword(password, this.#deps.random) };
    return this.#turns.run(() => this.#update(uid, { ...fields, ...hashed }));
  }

  /** The person whose name and password these are. Takes as long for a name that nobody has, so that names do not leak. */
  async verify(name: string, password: string): Promise<UserRow | undefined> {
    const user = this.named(name);
    const hash = user?.passwordHash ?? decoyHash;
    const right = await verifyPassword(password, hash);
    return right && user && user.active && user.passwordHash !== null ? user : undefined;
  }

  #refuseSecondOwner(): void {
    if (this.hasOwner) throw new Conflict('This hub has an owner already. Sign in instead.');
  }

  async #create(
    user: { readonly name: string; readonly role: Role; readonly language?: string | null },
    passwordHash: string,
  ): Promise<UserRow> {
    if (this.named(user.name)) throw new Conflict(`There is a person named ${user.name} already.`);
    const now = this.#deps.clock.now();
    const row: UserRow = {
      uid: this.#deps.ids.next(),
      name: user.name,
      role: user.role,
      passwordHash,
      language: user.language ?? null,
      active: true,
      createdAt: now,
      modifiedAt: now,
    };
    await this.#deps.table.put([row]);
    this.#byUid.set(row.uid, row);
    return row;
  }

  async #update(
    uid: string,
    changes: Omit<UserChanges, 'password'> & { readonly passwordHash?: string },
  ): Promise<UserRow> {
    const before = this.#byUid.get(uid);
    if (!before) throw new NotFound('There is no such person.');
    const namesake = changes.name === undefined ? undefined : this.named(changes.name);
    if (namesake && namesake.uid !== uid)
      throw new Conflict(`There is a person named ${namesake.name} already.`);
    const row: UserRow = { ...before, ...changes, modifiedAt: this.#deps.clock.now() };
    const keepsOwner =
      (row.role === 'owner' && row.active) ||
      this.list().some((user) => user.uid !== uid && user.role === 'owner' && user.active);
    if (!keepsOwner) throw new Conflict('The home needs one active owner. Make another person owner first.');
    await this.#deps.table.put([row]);
    this.#byUid.set(uid, row);
    return row;
  }
}

const fold = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** A well-formed hash that no password fits, as its key is not what scrypt gives. */
const decoyHash = `scrypt$32768$8$3$${'A'.repeat(22)}$${'A'.repeat(43)}`;
