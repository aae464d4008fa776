import { importsOf, resolveImport, workspaceOf, workspacesOf } from './imports.ts';
import type { Workspace } from './imports.ts';
import { sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

/** Each third-party framework lives in one folder, so that it can be replaced there. Tests and scripts are free. */
const frameworkFolders: readonly { readonly packages: RegExp; readonly folder: string }[] = [
  { packages: /^(?:sequelize|sqlite3|pg|pg-.+|node:sqlite|sqlite)$/, folder: 'hub/src/storage' },
  { packages: /^(?:express|helmet|swagger-ui-.+|swagger-ui)$/, folder: 'hub/src/api/http' },
  { packages: /^socket\.io$/, folder: 'hub/src/api/socket' },
  { packages: /^commander$/, folder: 'hub/src/cli' },
  { packages: /^socket\.io-client$/, folder: 'lib/src/client' },
  { packages: /^yaml$/, folder: 'hub/src/config' },
];

export function checkFrameworkFolders(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path] of sourcesOf(files)) {
    if (isFree(path)) continue;
    for (const { specifier, line } of importsOf(files, path)) {
      const target = resolveImport(files, path, specifier);
      if (target.kind === 'file') continue;
      const rule = frameworkFolders.find(({ packages }) => packages.test(target.name));
      if (rule && !path.startsWith(`${rule.folder}/`)) {
        violations.push({
          file: path,
          line,
          rule: 'framework-folder',
          message: `'${specifier}' may be imported only in ${rule.folder}; declare a port here and implement it there`,
        });
      }
    }
  }
  return violations;
}

/** Every package that is imported is declared by the workspace that imports it: `tsc -b` does not stop what is only hoisted. */
export function checkDeclaredPackages(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path] of sourcesOf(files)) {
    const declared = declaredFor(files, path);
    for (const { specifier, kind, line } of importsOf(files, path)) {
      const target = resolveImport(files, path, specifier);
      if (target.kind !== 'package' || declared.own === target.name) continue;
      const typesOnly =
        kind === 'type' &&
        (declared.development.has(target.name) || declared.development.has(typesPackage(target.name)));
      if (declared.runtime.has(target.name) || typesOnly) continue;
      violations.push({
        file: path,
        line,
        rule: 'declared-package',
        message: `'${target.name}' is not in the dependencies of ${declared.where}; declare it there or do without`,
      });
    }
  }
  return violations;
}

const isFree = (path: string): boolean => /^(?:test|scripts)\//.test(path);
const typesPackage = (name: string): string => `@types/${name.replace(/^@([^/]+)\//, '$1__')}`;

interface Declared {
  readonly own: string | undefined;
  readonly runtime: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
  readonly where: string;
}

function declaredFor(files: Files, path: string): Declared {
  const workspaces = workspacesOf(files);
  if (isFree(path)) {
    // Tests may use the root's tools, our own packages, and what the workspace that they mirror declares.
    const mirrored = /^test\/((?:lib|hub|ui)|integrations\/[^/]+)\//.exec(path)?.[1];
    const used = workspaces.filter(
      ({ folder }) => folder === '' || mirrored === undefined || folder === mirrored,
    );
    const names = [
      ...used.flatMap((workspace) => [...workspace.dependencies, ...workspace.devDependencies]),
      ...workspaces.map(({ name }) => name),
    ];
    return {
      own: undefined,
      runtime: new Set(names),
      development: new Set(names),
      where: mirrored ? `the root or ${mirrored}` : 'any package.json',
    };
  }
  const workspace = workspaceOf(files, path);
  const development = new Set([...(workspace?.devDependencies ?? []), ...rootTools(workspaces)]);
  const bundled =
    workspace?.folder === 'ui' || (workspace !== undefined && !path.startsWith(`${workspace.folder}/src/`));
  return {
    own: workspace?.name,
    runtime: new Set([...(workspace?.dependencies ?? []), ...(bundled ? development : [])]),
    development,
    where: workspace?.folder ? `${workspace.folder}/package.json` : 'package.json',
  };
}

function rootTools(workspaces: readonly Workspace[]): ReadonlySet<string> {
  return workspaces.find(({ folder }) => folder === '')?.devDependencies ?? new Set();
}
