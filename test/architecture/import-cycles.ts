import { importsOf, resolveImport } from './imports.ts';
import { sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

/** Modules that load each other: type-only and dynamic imports do not count, as they load nothing at start. */
export function checkImportCycles(files: Files): Violation[] {
  const edges = new Map<string, Map<string, number>>();
  for (const [path] of sourcesOf(files)) {
    const targets = new Map<string, number>();
    for (const { specifier, kind, line } of importsOf(files, path)) {
      if (kind !== 'value') continue;
      const target = resolveImport(files, path, specifier);
      if (target.kind !== 'builtin' && target.path !== undefined && !targets.has(target.path))
        targets.set(target.path, line);
    }
    edges.set(path, targets);
  }
  return findCycles(edges).map((cycle) => ({
    file: cycle[0] as string,
    line: edges.get(cycle[0] as string)?.get(cycle[1] ?? (cycle[0] as string)) ?? 0,
    rule: 'import-cycle',
    message: `${[...cycle, cycle[0]].join(' → ')}; move what both need into a file of its own`,
  }));
}

/** One cycle for each place where a walk in depth meets its own path again. */
function findCycles(edges: ReadonlyMap<string, ReadonlyMap<string, number>>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (node: string) => {
    const at = path.indexOf(node);
    if (at !== -1) {
      cycles.push(path.slice(at));
      return;
    }
    if (done.has(node)) return;
    path.push(node);
    for (const next of edges.get(node)?.keys() ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  for (const node of edges.keys()) visit(node);
  return cycles;
}
