import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Conflict, isPlainObject } from '@lifeops/lib';
import { newIntegration } from '../integration-writer.ts';
import { packageVersion } from '../node/package-version.ts';
import { exitCodes } from '../printer.ts';
import type { CommandContext } from '../program.ts';

interface CreateOptions {
  readonly title?: string;
  readonly to?: string;
}

/** Writes the package of a new integration; into the project when it is called there. Never writes over anything. */
export async function createIntegration(
  { io, modules, printer }: CommandContext,
  { title, to }: CreateOptions,
  id: string,
): Promise<number> {
  const project = to === undefined ? await projectAround(io.cwd) : undefined;
  const folder = project === undefined ? resolve(io.cwd, to ?? id) : join(project, 'integrations', id);
  const written = newIntegration({
    id,
    place: project === undefined ? 'package' : 'project',
    // Hub and library are released together.
    libVersion: packageVersion(modules.packageFolder),
    ...(title === undefined ? {} : { title }),
  });
  const files = new Map(Object.entries(written.files).map(([path, text]) => [join(folder, path), text]));
  if (project !== undefined && written.test) files.set(join(project, written.test.path), written.test.text);
  const taken = [folder, ...files.keys()].find((path) => existsSync(path));
  if (taken !== undefined)
    throw new Conflict(`${taken} is there already; nothing was written. Choose another name, or --to.`);
  for (const [path, text] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  }
  const paths = [...files.keys()].map((path) => relative(io.cwd, path));
  printer.result(
    [
      ...paths,
      '',
      'Next:',
      ...(project === undefined ? ownSteps(relative(io.cwd, folder)) : projectSteps(id)),
    ],
    { folder, files: paths },
  );
  return exitCodes.good;
}

const ownSteps = (folder: string): readonly string[] => [
  `  cd ${folder} && npm install && npm test`,
  '  then write src/vendor for your device, and what it says into src/entities',
];

const projectSteps = (id: string): readonly string[] => [
  `  add { "path": "integrations/${id}" } to the references of tsconfig.json and test/tsconfig.json`,
  `  npm install && npx mocha 'test/integrations/${id}/**/*.test.ts'`,
];

/** The root of the LifeOps project around a folder: where the new integration belongs then. */
async function projectAround(folder: string): Promise<string | undefined> {
  for (let path = folder; ; path = dirname(path)) {
    const file = join(path, 'package.json');
    if (existsSync(file) && existsSync(join(path, 'integrations'))) {
      const described: unknown = JSON.parse(await readFile(file, 'utf8'));
      if (isPlainObject(described) && described['name'] === 'lifeops') return path;
    }
    if (dirname(path) === path) return undefined;
  }
}
