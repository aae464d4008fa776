import type { Checker, Files } from './violation.ts';

/** The packages that the synthetic trees of these tests are made of. */
const packages: Record<string, unknown> = {
  'package.json': { name: 'lifeops', devDependencies: { 'fast-check': '1', '@types/node': '1' } },
  'lib/package.json': {
    name: '@lifeops/lib',
    exports: {
      '.': { 'lifeops-source': './src/index.ts' },
      './client': { 'lifeops-source': './src/client/index.ts' },
      './testing': { 'lifeops-source': './src/testing/index.ts' },
      './host': { 'lifeops-source': './src/integration/host.ts' },
      './protocol': { 'lifeops-source': './src/protocol/index.ts' },
    },
    dependencies: { zod: '1', 'socket.io-client': '1' },
  },
  'hub/package.json': {
    name: '@lifeops/hub',
    dependencies: { '@lifeops/lib': '1', express: '1', pg: '1' },
    devDependencies: { '@types/express': '1' },
  },
  'ui/package.json': {
    name: '@lifeops/ui',
    dependencies: { '@lifeops/lib': '1' },
    devDependencies: { react: '1' },
  },
  'integrations/pool/package.json': {
    name: '@lifeops/integration-pool',
    dependencies: { '@lifeops/lib': '1' },
  },
};

/** A project in memory: the packages above and the given files. */
export function syntheticTree(files: Record<string, string>): Files {
  return new Map([
    ...Object.entries(packages).map(([path, json]): [string, string] => [path, JSON.stringify(json)]),
    ...Object.entries(files),
  ]);
}

/** What a checker finds in a project of these files, as `file:line rule`. */
export function found(check: Checker, files: Record<string, string>): string[] {
  return check(syntheticTree(files)).map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}
