import { Emitter, NotFound, asError } from '@lifeops/lib';
import type { ClockDep, IdsDep, LogDep, RandomDep } from '@lifeops/lib';
import { roles } from '@lifeops/lib/protocol';
import type { Role } from '@lifeops/lib/protocol';
import type { Table, TokenRow } from '../core/store/tables.ts';
import { hashToken, isTokenSecret, newTokenSecret } from './token-secret.ts';

export interface NewToken {
  readonly name: string;
  readonly kind: 'session' | 'token';
  readonly userUid: string | null;
  readonly role: Role;
  readonly expiresAt: number | null;
}

/** How often the time of last use is written: not at each request. */
const lastUsedStep = 60_000;
/** How often unknown tokens may cause a reading of the table. */
const lookAgainStep = 1000;

/** Tokens and sessions by hash, in memory, written through. What is revoked is refused from that moment. */
export class Tokens {
  readonly #deps: ClockDep & IdsDep & RandomDep & LogDep & { readonly table: Table<TokenRow> };
  readonly #byHash = new Map<string, TokenRow>();
  readonly #byUid = new Map<string, TokenRow>();
  readonly #revoked: Emitter<TokenRow>;
  #reloading: Promise<void> = Promise.resolve();
  #looking: Promise<void> | undefined;
  #lookedAt: number | undefined;

  constructor(deps: ClockDep & IdsDep & RandomDep & LogDep & { readonly table: Table<TokenRow> }) {
    this.#deps = deps;
    this.#revoked = new Emitter((cause) =>
      deps.log.error('A listener to revoked tokens failed', { error: asError(cause) }),
    );
  }

  /** Fires when a token stops being valid by a person's act: open sockets end by it. */
  get revoked() {
    return this.#revoked.event;
  }

  async load(): Promise<void> {
    for (const row of await this.#deps.table.all()) this.#hold(row);
  }

  /**
   * Reads what another process wrote: `lifeops token` beside a running hub. `revokedUids` are tokens that it has ended: they
   * end here even if a write of ours, under way meanwhile, has put the former row back.
   */
  reload(revokedUids: readonly string[] = []): Promise<void> {
    const run = this.#reloading.then(() => this.#reload(revokedUids));
    // The next one goes on whatever becomes of this one, whose caller has its failure.
    this.#reloading = run.catch(() => {});
    return run;
  }

  /**
   * As `find`, but a token that is not known is looked for in the database, as it may be from a moment ago. Whoever guesses
   * causes one reading a second at most, and waits for it.
   */
  async findFresh(secret: string): Promise<TokenRow | undefined> {
    const known = this.find(secret);
    if (known || !isTokenSecret(secret) || this.#byHash.has(hashToken(secret))) return known;
    this.#looking ??= this.#lookAgain();
    await this.#looking;
    return this.find(secret);
  }

  /** The row of a valid secret; undefined for any other, whatever the reason. */
  find(secret: string): TokenRow | undefined {
    const row = this.#byHash.get(hashToken(secret));
    if (!row || row.revokedAt !== null) return undefined;
    const now = this.#deps.clock.now();
    if (row.expiresAt !== null && row.expiresAt <= now) return undefined;
    if (!isRole(row.role)) return undefined;
    this.#touch(row, now);
    return row;
  }

  list(): readonly TokenRow[] {
    const now = this.#deps.clock.now();
    return [...this.#byUid.values()].filter(
      (row) => row.revokedAt === null && (row.expiresAt === null || row.expiresAt > now),
    );
  }

  get(uid: string): TokenRow | undefined {
    return this.#byUid.get(uid);
  }

  /** The secret is given back once and kept nowhere. */
  async create(token: NewToken): Promise<{ readonly secret: string; readonly row: TokenRow }> {
    const secret = newTokenSecret(this.#deps.random);
    const row: TokenRow = {
      uid: this.#deps.ids.next(),
      ...token,
      hash: hashToken(secret),
      createdAt: this.#deps.clock.now(),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.#deps.table.put([row]);
    this.#hold(row);
    return { secret, row };
  }

  async revoke(uid: string): Promise<void> {
    const row = this.#byUid.get(uid);
    if (!row || row.revokedAt !== null) throw new NotFound('There is no such token.');
    await this.#end([row]);
  }

  /** Ends all of a person's tokens and sessions, but one. */
  async revokeAllOf(userUid: string, except?: string): Promise<void> {
    await this.#end(
      [...this.#byUid.values()].filter(
        (row) => row.userUid === userUid && row.revokedAt === null && row.uid !== except,
      ),
    );
  }

  async #end(rows: readonly TokenRow[]): Promise<void> {
    const revokedAt = this.#deps.clock.now();
    const ended = rows.map((row) => ({ ...row, revokedAt }));
    // Held first: a use meanwhile would write the former row after this one.
    for (const row of ended) this.#hold(row);
    try {
      await this.#deps.table.put(ended);
    } catch (cause) {
      for (const row of rows) this.#hold(row);
      throw cause;
    }
    for (const row of ended) this.#revoked.fire(row);
  }

  async #reload(revokedUids: readonly string[]): Promise<void> {
    for (const row of await this.#deps.table.all()) {
      const known = this.#byUid.get(row.uid);
      // What ended here meanwhile stays ended: the row was read before.
      if (known && known.revokedAt !== null) continue;
      this.#hold(row);
      if (known && row.revokedAt !== null) this.#revoked.fire(row);
    }
    const left = revokedUids
      .map((uid) => this.#byUid.get(uid))
      .filter((row): row is TokenRow => row !== undefined && row.revokedAt === null);
    if (left.length > 0) await this.#end(left);
  }

  async #lookAgain(): Promise<void> {
    const { clock } = this.#deps;
    const waitMs = this.#lookedAt === undefined ? 0 : this.#lookedAt + lookAgainStep - clock.monotonic();
    // Always a turn later: until then all who ask share the reading.
    await (waitMs > 0 ? clock.sleep(waitMs) : Promise.resolve());
    this.#lookedAt = clock.monotonic();
    // Whoever comes from here on needs a reading that begins later.
    this.#looking = undefined;
    await this.reload();
  }

  #hold(row: TokenRow): void {
    this.#byHash.set(row.hash, row);
    this.#byUid.set(row.uid, row);
  }

  #touch(row: TokenRow, now: number): void {
    if (row.lastUsedAt !== null && now - row.lastUsedAt < lastUsedStep) return;
    const used = { ...row, lastUsedAt: now };
    this.#hold(used);
    this.#deps.table
      .put([used])
      .catch((cause: unknown) =>
        this.#deps.log.warn('The time of last use of a token was not stored', { error: asError(cause) }),
      );
  }
}

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);
