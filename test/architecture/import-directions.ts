import { importsOf, resolveImport } from './imports.ts';
import type { Import, Target } from './imports.ts';
import { sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

/** Layers of the library: each may import `base` and those named here. */
const libLayers: Record<string, readonly string[]> = {
  base: [],
  'base/node': ['base'],
  model: ['base'],
  domains: ['base', 'model'],
  protocol: ['base', 'model', 'domains'],
  client: ['base', 'model', 'domains', 'protocol'],
  integration: ['base', 'model', 'domains', 'protocol'],
  testing: ['base', 'base/node', 'model', 'domains', 'protocol', 'client', 'integration'],
  // The package's entry: what integrations and clients get, so no test kit and nothing of Node.
  entry: ['base', 'model', 'domains', 'protocol', 'integration'],
};
/** Everything else in the library runs in a browser as well. */
const libLayersWithNode = new Set(['base/node', 'integration', 'testing']);

/** Folders of the hub that know the domains and that only `main.ts` knows. */
const hubEdges = new Set(['storage', 'api', 'bridges', 'host', 'cli']);

/** Who may import whom, types included: the packages, the layers of the library, the folders of the hub. */
export function checkImportDirections(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path] of sourcesOf(files)) {
    for (const imported of importsOf(files, path)) {
      const target = resolveImport(files, path, imported.specifier);
      const message = refusal(path, imported, target);
      if (message)
        violations.push({
          file: path,
          line: imported.line,
          rule: 'import-direction',
          message: `'${imported.specifier}': ${message}`,
        });
    }
  }
  return violations;
}

function refusal(from: string, imported: Import, target: Target): string | undefined {
  if (/^(?:test|scripts)\//.test(from)) return undefined;
  const to = target.kind === 'file' ? target.path : target.kind === 'package' ? target.path : undefined;
  if (
    (to?.startsWith('hub/') && !from.startsWith('hub/')) ||
    (target.kind === 'package' && target.name === '@lifeops/hub')
  ) {
    return 'nothing but tests and scripts may import the hub; put what both need into lib';
  }
  if (from.startsWith('lib/')) return refusedInLib(from, target);
  if (from.startsWith('integrations/')) return refusedInIntegration(from, target);
  if (from.startsWith('hub/')) return refusedInHub(from, target);
  if (from.startsWith('ui/')) return refusedInUi(from, imported, target);
  return undefined;
}

function refusedInLib(from: string, target: Target): string | undefined {
  const layer = libLayer(from);
  if (layer === undefined) return undefined;
  if (target.kind === 'builtin') {
    return libLayersWithNode.has(layer)
      ? undefined
      : `lib/${layer} must run in a browser; put what needs Node behind a port, its Node side into lib/src/base/node`;
  }
  if (target.kind === 'package') {
    return target.name.startsWith('@lifeops/')
      ? 'the library imports its own files by relative path and no other package of ours'
      : undefined;
  }
  const other = libLayer(target.path);
  if (other === undefined) return `leaves lib/src`;
  if (other === 'entry') return 'import the file itself, not the entry point of the package';
  if (other === layer || libLayers[layer]?.includes(other)) return undefined;
  return libLayers[layer] === undefined
    ? `lib/src/${layer} is no known layer; name it in test/architecture/import-directions.ts`
    : `lib/${layer} may import only ${['itself', ...libLayers[layer].map((name) => `lib/${name}`)].join(', ')}; move the shared part to the left`;
}

function libLayer(path: string): string | undefined {
  if (path.startsWith('lib/src/base/node/')) return 'base/node';
  if (path === 'lib/src/index.ts') return 'entry';
  return /^lib\/src\/([^/]+)\//.exec(path)?.[1];
}

function refusedInIntegration(from: string, target: Target): string | undefined {
  const own = from.split('/').slice(0, 2).join('/');
  if (target.kind === 'file') {
    return target.path.startsWith(`${own}/`)
      ? undefined
      : 'an integration imports its own files and @lifeops/lib, nothing else of ours';
  }
  if (target.kind === 'builtin' || !target.name.startsWith('@lifeops/')) return undefined;
  if (target.name !== '@lifeops/lib')
    return 'an integration must not know another one; meet through services and events';
  if (target.path === undefined) return 'no public subpath of @lifeops/lib';
  if (target.subpath === './host') return 'only the hub hosts integrations';
  if (target.subpath === './testing' && !from.startsWith(`${own}/src/simulator/`))
    return 'the test kit is for tests and simulators';
  return undefined;
}

function refusedInHub(from: string, target: Target): string | undefined {
  const zone = hubZone(from);
  if (target.kind === 'file')
    return target.path.startsWith('hub/src/')
      ? refusedWithinHub(zone, hubZone(target.path))
      : 'leaves hub/src; import packages by name';
  if (target.kind === 'builtin')
    return zone === 'core' ? 'hub/core imports only @lifeops/lib; take it as a port' : undefined;
  if (target.name === '@lifeops/lib') {
    if (target.path === undefined) return 'no public subpath of @lifeops/lib';
    if (target.subpath === './testing' && zone !== 'cli') return 'the test kit is for tests and the CLI';
    return undefined;
  }
  if (target.name.startsWith('@lifeops/'))
    return 'the hub finds integrations and the UI by their manifests and files, never by import';
  return zone === 'core' ? 'hub/core imports only @lifeops/lib; take it as a port' : undefined;
}

function refusedWithinHub(from: string, to: string): string | undefined {
  if (from === to || from === 'main') return undefined;
  if (to === 'main')
    return 'nothing in the hub may import the composition root; take what you need as a dependency';
  if (hubEdges.has(to))
    return `only hub/src/main.ts may import hub/${to}; declare a port and let main.ts pass it in`;
  if (to === 'core' || hubEdges.has(from)) return undefined;
  if (from === 'core') return 'hub/core imports only @lifeops/lib';
  return `hub/${from} may import only @lifeops/lib, hub/core and itself; reach hub/${to} through services, events or a port that main.ts passes in`;
}

/** The folder under `hub/src`; the composition root, its own folder included, is `main`. */
function hubZone(path: string): string {
  const [, zone = ''] = /^hub\/src\/([^/]+)/.exec(path) ?? [];
  return zone === 'main.ts' || zone === 'composition' ? 'main' : zone;
}

function refusedInUi(from: string, imported: Import, target: Target): string | undefined {
  if (target.kind === 'file')
    return target.path.startsWith('ui/') ? undefined : 'leaves ui; import @lifeops/lib/client';
  if (target.kind === 'builtin') return from.startsWith('ui/src/') ? 'the UI runs in a browser' : undefined;
  if (!target.name.startsWith('@lifeops/')) return undefined;
  if (target.name !== '@lifeops/lib') return 'the UI knows only @lifeops/lib/client';
  if (target.subpath === './client') return undefined;
  if (target.subpath !== '.' && target.subpath !== './protocol')
    return 'the UI imports @lifeops/lib/client, and types of @lifeops/lib and @lifeops/lib/protocol';
  return imported.kind === 'type'
    ? undefined
    : 'the UI takes only types from here (import type); values come from @lifeops/lib/client';
}
