import { appendFile, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, every, isUlid } from '@lifeops/lib';
import type { ClockDep, LogDep } from '@lifeops/lib';

/**
 * One line for each change that a command made beside a running hub: `created <uid>` or `revoked <uid>`. The database is
 * the truth; this only says that it has changed, and what must stay revoked whatever the hub was writing then.
 */
const fileName = 'tokens.changed';
/** A revoked token is refused within a second, reading included. */
const lookEveryMs = 500;

/** Tells a running hub of a change; call it once the database has it. */
export async function noteTokenChange(
  dataFolder: string,
  change: { readonly kind: 'created' | 'revoked'; readonly uid: string },
): Promise<void> {
  await appendFile(join(dataFolder, fileName), `${change.kind} ${change.uid}\n`, { mode: 0o600 });
}

/** Forgets the changes of before: for the start of a hub, under its lock and before the tokens are loaded. */
export async function forgetTokenChanges(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, fileName), { force: true });
}

/**
 * Looks twice a second whether there is something new (a look at a file's size, as notices of file systems are not to be
 * had everywhere) and has the tokens read again then. Dispose it to end.
 */
export function watchTokenChanges(
  deps: ClockDep &
    LogDep & {
      readonly dataFolder: string;
      readonly tokens: { reload(revokedUids: readonly string[]): Promise<void> };
    },
): Disposable {
  const { clock, log, tokens } = deps;
  const file = join(deps.dataFolder, fileName);
  let seen = 0;
  let failed = false;
  const look = async () => {
    const size = await sizeOf(file);
    if (size < seen) seen = 0;
    if (size === seen) return;
    const bytes = (await readFile(file)).subarray(seen);
    // A line may be half there: it is read when it is whole.
    const whole = bytes.lastIndexOf('\n') + 1;
    await tokens.reload(revokedIn(bytes.subarray(0, whole).toString('utf8')));
    seen += whole;
    failed = false;
  };
  return every(clock, lookEveryMs, look, (cause) => {
    // Tried again at the next look; said once.
    if (!failed) log.warn('Changes of tokens could not be read', { error: asError(cause) });
    failed = true;
  });
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return 0;
    throw cause;
  }
}

const revokedIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => /^revoked (\S+)$/.exec(line)?.[1])
    .filter((uid): uid is string => uid !== undefined && isUlid(uid));
