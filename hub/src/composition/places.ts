import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const hubFolder = join(import.meta.dirname, '../..');
/** Where the hub lies in its repository; undefined where it was installed as a package. */
const repository = existsSync(join(hubFolder, '../integrations')) ? join(hubFolder, '..') : undefined;

/** Folders of integration packages: the data folder's own first, then those that came with the hub. */
export const integrationFolders = (dataFolder: string): readonly string[] => [
  join(dataFolder, 'packages/node_modules'),
  ...(repository === undefined
    ? [join(hubFolder, 'node_modules'), join(hubFolder, '../..')]
    : [join(repository, 'integrations')]),
];

/** Where the built UI lies. */
export const uiFolder = repository === undefined ? join(hubFolder, 'ui') : join(repository, 'ui/dist');

export async function hubVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(hubFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return version;
}
