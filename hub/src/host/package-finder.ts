import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, isPlainObject } from '@lifeops/lib';
import type { LogDep } from '@lifeops/lib';
import { manifestSchema } from '@lifeops/lib/host';
import type { Manifest } from '@lifeops/lib/host';
import type { InstalledIntegration } from './installed.ts';

/** The npm keyword that makes a package an integration. */
const keyword = 'lifeops-integration';

interface PackageJson {
  readonly name: string;
  readonly version: string;
  readonly keywords: readonly string[];
}

/**
 * Finds integrations by keyword and `manifest.json` in folders of packages; runs no code. One that is broken is listed with
 * its problem and stops no other. The first of an id wins: folders are given in order of precedence.
 */
export async function findIntegrations(
  folders: readonly string[],
  { log }: LogDep,
): Promise<ReadonlyMap<string, InstalledIntegration>> {
  const found = new Map<string, InstalledIntegration>();
  for (const folder of folders) {
    for (const place of await packageFolders(folder, log)) {
      const installed = await readIntegration(place, log);
      if (!installed) continue;
      const other = found.get(installed.id);
      if (!other) found.set(installed.id, installed);
      else if (other.folder !== installed.folder) {
        log.warn('Two packages bring the same integration; the first is used', {
          integration: installed.id,
          used: other.packageName,
          ignored: installed.packageName,
        });
      }
    }
  }
  return found;
}

/** The folders in a `node_modules` or a workspaces folder, those below a scope included. */
async function packageFolders(folder: string, log: LogDep['log']): Promise<string[]> {
  const names = await namesIn(folder, log);
  const nested = await Promise.all(
    names.map(async (name) =>
      name.startsWith('@')
        ? (await namesIn(join(folder, name), log)).map((inner) => join(folder, name, inner))
        : [join(folder, name)],
    ),
  );
  return nested.flat();
}

async function namesIn(folder: string, log: LogDep['log']): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).toSorted();
  } catch (cause) {
    if (!isMissing(cause)) log.warn('A folder of packages cannot be read', { folder, error: asError(cause) });
    return [];
  }
}

async function readIntegration(
  folder: string,
  log: LogDep['log'],
): Promise<InstalledIntegration | undefined> {
  const packageJson = await readJson(join(folder, 'package.json')).catch((cause: unknown) => {
    log.warn('A package cannot be read', { folder, error: asError(cause) });
    return undefined;
  });
  if (!isPackage(packageJson) || !packageJson.keywords.includes(keyword)) return undefined;
  const about = { packageName: packageJson.name, version: packageJson.version, folder };
  try {
    const manifest = manifestSchema.safeParse(await readJson(join(folder, 'manifest.json')));
    if (manifest.success) return { id: manifest.data.id, manifest: manifest.data, problem: null, ...about };
    const [issue] = manifest.error.issues;
    return broken(
      about,
      `manifest.json /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'is not valid'}`,
    );
  } catch (cause) {
    log.warn('The manifest of an integration cannot be read', { folder, error: asError(cause) });
    return broken(about, `manifest.json cannot be read: ${asError(cause).message}`);
  }
}

function broken(
  about: Omit<InstalledIntegration, 'id' | 'manifest' | 'problem'>,
  problem: string,
): InstalledIntegration {
  const id = about.packageName.replace(/^.*integration-/, '').replace(/[^a-z0-9]+/g, '_');
  const manifest: Manifest = manifestSchema.parse({
    id: 'broken',
    name: about.packageName,
    kind: 'virtual',
    reach: 'calculated',
    lifeops: '*',
  });
  return { id, manifest: { ...manifest, id }, problem, ...about };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (cause) {
    if (isMissing(cause)) return undefined;
    throw cause;
  }
}

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');

const isPackage = (value: unknown): value is PackageJson =>
  isPlainObject(value) &&
  typeof value['name'] === 'string' &&
  typeof value['version'] === 'string' &&
  Array.isArray(value['keywords']);
