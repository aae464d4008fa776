import { days, NotFound } from '@lifeops/lib';
import { SystemClock, SystemRandom } from '@lifeops/lib/node';
import { noteTokenChange } from '../../auth/node/token-changes.ts';
import type { Tokens } from '../../auth/tokens.ts';
import { loadCommandConfig } from '../command-config.ts';
import { exitCodes } from '../printer.ts';
import type { CommandContext, RoleName } from '../program.ts';

interface NewTokenOptions {
  readonly name?: string;
  readonly role?: RoleName;
  readonly expiresInDays?: number;
}

/** Makes a token that belongs to no person and prints it alone. */
export function createToken(context: CommandContext, options: NewTokenOptions): Promise<number> {
  return withTokens(context, async ({ tokens, dataFolder, clock }) => {
    const { name = '', role = 'read-only', expiresInDays } = options;
    const expiresAt = expiresInDays === undefined ? null : clock.now() + days(expiresInDays);
    const { secret, row } = await tokens.create({ name, role, kind: 'token', userUid: null, expiresAt });
    await noteTokenChange(dataFolder, { kind: 'created', uid: row.uid });
    context.printer.result([secret], { token: secret, uid: row.uid, name, role, expires_at: expiresAt });
  });
}

/** Lists what is valid now; never a token itself, which nobody has. */
export function listTokens(context: CommandContext): Promise<number> {
  return withTokens(context, async ({ tokens }) => {
    const rows = tokens.list().toSorted((a, b) => a.createdAt - b.createdAt);
    const widths = [26, 9, 24];
    const line = (cells: readonly string[]) =>
      cells
        .map((cell, place) => cell.padEnd(widths[place] ?? 0))
        .join('  ')
        .trimEnd();
    const day = (at: number | null) => (at === null ? 'never' : new Date(at).toISOString().slice(0, 10));
    const lines = rows.map((row) =>
      line([
        row.uid,
        row.role,
        row.name,
        row.kind,
        `used ${day(row.lastUsedAt)}`,
        `ends ${day(row.expiresAt)}`,
      ]),
    );
    context.printer.result(lines.length === 0 ? ['There are no tokens.'] : lines, {
      tokens: rows.map((row) => ({
        uid: row.uid,
        name: row.name,
        kind: row.kind,
        role: row.role,
        created_at: row.createdAt,
        last_used_at: row.lastUsedAt,
        expires_at: row.expiresAt,
      })),
    });
  });
}

/** Ends a token; a running hub refuses it within a second. Throws `NotFound`. */
export function revokeToken(context: CommandContext, _options: object, uid: string): Promise<number> {
  return withTokens(context, async ({ tokens, dataFolder }) => {
    const row = tokens.get(uid);
    if (!row) throw new NotFound(`There is no token ${uid}. \`lifeops token list\` shows what there is.`);
    await tokens.revoke(uid);
    await noteTokenChange(dataFolder, { kind: 'revoked', uid });
    context.printer.result([`${row.name} is revoked.`], { revoked: uid });
  });
}

interface TokenWork {
  readonly tokens: Tokens;
  readonly dataFolder: string;
  readonly clock: SystemClock;
}

async function withTokens(
  context: CommandContext,
  work: (work: TokenWork) => Promise<void>,
): Promise<number> {
  const { config, dataFolder } = await loadCommandConfig(context);
  const { openOffline } = await context.modules.offline();
  const clock = new SystemClock();
  const databaseUrl = config.database.url.reveal();
  await using offline = await openOffline({ clock, random: new SystemRandom(), dataFolder, databaseUrl });
  await work({ tokens: offline.tokens, dataFolder, clock });
  return exitCodes.good;
}
