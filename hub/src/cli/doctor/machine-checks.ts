import { dirname, join } from 'node:path';
import { fail, ok, warn } from './finding.ts';
import type { Finding } from './finding.ts';
import type { DoctorMachine } from './machine.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
/** With less, databases and their upgrades fail soon. */
const leastFree = 200 * mib;
const littleFree = gib;
const fullPercent = 80;
/** 2026-01-01: before the hub was written, so no clock that is right. */
const earliest = 1_767_225_600_000;
/** Files of the hub may be a little newer than a clock that is being set. */
const clockSlackMs = 3_600_000;

export function checkNode({ nodeVersion }: DoctorMachine): Finding {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const remedy = 'Run `npm ci`, which brings Node.js 24, and start with `npm start`.';
  if (major < 22 || (major === 22 && minor < 18)) return fail('Node.js', `${nodeVersion} is too old`, remedy);
  if (major !== 24) return warn('Node.js', `${nodeVersion} works; 24 is what LifeOps is tested with`, remedy);
  return ok('Node.js', nodeVersion);
}

export async function checkDataFolder(machine: DoctorMachine, folder: string): Promise<Finding> {
  const what = 'Data folder';
  const found = await machine.look(folder);
  if (found?.kind === 'file')
    return fail(what, `${folder} is a file`, 'Move it away, or choose another folder with --data.');
  if (!found) {
    const above = await nearestFolder(machine, folder);
    if (await machine.writable(above)) return ok(what, `${folder} will be made at the first start`);
    return fail(
      what,
      `${folder} cannot be made: ${above} is not writable`,
      `Run \`sudo install -d -o $USER ${folder}\`.`,
    );
  }
  if (!(await machine.writable(folder)))
    return fail(
      what,
      `${folder} is not writable`,
      `Run \`sudo chown -R $USER ${folder}\`, or choose another with --data.`,
    );
  if ((found.mode & 0o077) !== 0)
    return warn(what, `${folder} can be read by other users of this machine`, `Run \`chmod 700 ${folder}\`.`);
  return ok(what, folder);
}

export async function checkDisk(machine: DoctorMachine, folder: string): Promise<Finding> {
  const what = 'Disk';
  const { totalBytes, freeBytes } = await machine.disk(await nearestFolder(machine, folder));
  const used = totalBytes > 0 ? Math.round((100 * (totalBytes - freeBytes)) / totalBytes) : 0;
  const found = `${size(freeBytes)} free, ${used} % in use`;
  const remedy = 'Delete what is not needed, old backups say, or keep less history (recorder.retention).';
  if (freeBytes < leastFree) return fail(what, found, remedy);
  if (freeBytes < littleFree || used > fullPercent) return warn(what, found, remedy);
  return ok(what, found);
}

export async function checkNodeKey(machine: DoctorMachine, folder: string): Promise<Finding> {
  const what = 'Node key';
  const file = join(folder, 'node.key');
  const found = await machine.look(file);
  if (!found) {
    if (await machine.look(join(folder, 'node.json')))
      return fail(what, `${file} is missing`, 'Restore it from the backup: all stored secrets depend on it.');
    return ok(what, 'will be made at the first start');
  }
  if (found.kind !== 'file' || found.size === 0 || found.size % 32 !== 0)
    return fail(what, `${file} is damaged`, 'Restore it from the backup: all stored secrets depend on it.');
  if (found.mode !== 0o600)
    return warn(what, `${file} has mode ${found.mode.toString(8)}`, `Run \`chmod 600 ${file}\`.`);
  return ok(what, 'is there, for its owner alone');
}

export async function checkClock(machine: DoctorMachine, folder: string): Promise<Finding> {
  const what = 'Clock';
  const now = machine.now();
  const time = new Date(now).toISOString();
  const remedy = 'Set the clock; `timedatectl set-ntp true` keeps it right.';
  if (now < earliest) return fail(what, `it is ${time}, which is long past`, remedy);
  const looks = await Promise.all(
    ['lifeops.db', 'metrics.db', 'node.json'].map((name) => machine.look(join(folder, name))),
  );
  const newest = Math.max(0, ...looks.map((look) => look?.modifiedAt ?? 0));
  if (newest > now + clockSlackMs)
    return fail(what, `it is ${time}, but the hub wrote data at ${new Date(newest).toISOString()}`, remedy);
  return ok(what, time);
}

export function checkUi(uiFolder: string | undefined): Finding {
  return uiFolder === undefined
    ? warn('UI', 'is not built; the API works without it', 'Run `npm run build --workspace ui`.')
    : ok('UI', uiFolder);
}

/** The folder itself, or the nearest above it that is there. */
async function nearestFolder(machine: DoctorMachine, folder: string): Promise<string> {
  let path = folder;
  while ((await machine.look(path))?.kind !== 'folder' && dirname(path) !== path) path = dirname(path);
  return path;
}

const size = (bytes: number): string =>
  bytes >= gib ? `${(bytes / gib).toFixed(1)} GiB` : `${Math.round(bytes / mib)} MiB`;
