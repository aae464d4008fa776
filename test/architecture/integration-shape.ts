import { readJson } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

/** Hosts of other programs: they keep the shape that Homebridge and Node-RED ask for. */
const bridges = new Set(['homebridge', 'node-red']);
const languages = ['en', 'pl', 'sv'] as const;
const required = [
  'package.json',
  'manifest.json',
  'README.md',
  'src/index.ts',
  ...languages.map((language) => `translations/${language}.json`),
];
const allowed =
  /^(?:package\.json|manifest\.json|README\.md|CHANGELOG\.md|LICENSE|tsconfig\.json|icon\.svg|src\/(?:index|config)\.ts|src\/(?:vendor|entities|simulator)\/.+|translations\/(?:en|pl|sv)\.json)$/;

interface PackageJson {
  readonly name?: string;
  readonly keywords?: readonly string[];
  readonly exports?: Record<string, unknown>;
}

/** Every integration looks the same: read one, know all. */
export function checkIntegrationShape(files: Files): Violation[] {
  const violations: Violation[] = [];
  const filesById = new Map<string, string[]>();
  for (const path of files.keys()) {
    const [, id, rest] = /^integrations\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (id !== undefined && rest !== undefined && !bridges.has(id))
      filesById.set(id, [...(filesById.get(id) ?? []), rest]);
  }
  for (const [id, present] of filesById) {
    const folder = `integrations/${id}`;
    const report = (file: string, message: string) =>
      violations.push({ file: `${folder}/${file}`, line: 0, rule: 'integration-shape', message });
    for (const file of required)
      if (!present.includes(file)) report(file, 'missing; every integration has it');
    for (const file of present) {
      if (!allowed.test(file))
        report(
          file,
          'not part of the shape: src holds index.ts, config.ts, vendor/, entities/, simulator/; tests live in test/integrations',
        );
    }
    checkPackage(files, id, report);
    checkTranslations(files, id, report);
  }
  return violations;
}

type Report = (file: string, message: string) => void;

function checkPackage(files: Files, id: string, report: Report): void {
  const folder = `integrations/${id}`;
  const manifest = readJson(files, `${folder}/manifest.json`) as { id?: unknown } | undefined;
  if (files.has(`${folder}/manifest.json`) && manifest?.id !== id)
    report('manifest.json', `its id must be the folder's name, '${id}'`);
  const json = readJson(files, `${folder}/package.json`) as PackageJson | undefined;
  if (json === undefined) return;
  if (json.name !== `@lifeops/integration-${id}`)
    report('package.json', `its name must be '@lifeops/integration-${id}'`);
  if (!json.keywords?.includes('lifeops-integration'))
    report('package.json', "the keyword 'lifeops-integration' is how the hub finds it");
  const simulates = files.has(`${folder}/src/simulator/index.ts`);
  if (simulates !== Object.hasOwn(json.exports ?? {}, './simulator')) {
    report(
      'package.json',
      simulates
        ? "src/simulator must be exported as './simulator'"
        : "it exports './simulator', but src/simulator/index.ts is missing",
    );
  }
  const references = (readJson(files, 'tsconfig.json') as { references?: { path: string }[] } | undefined)
    ?.references;
  if (references && !references.some(({ path }) => path === folder))
    report(
      'tsconfig.json',
      'name it in the references of the root tsconfig.json, or its types are not checked',
    );
}

function checkTranslations(files: Files, id: string, report: Report): void {
  const keysByLanguage = new Map<string, Set<string>>();
  for (const language of languages) {
    const file = `translations/${language}.json`;
    if (!files.has(`integrations/${id}/${file}`)) continue;
    const json = readJson(files, `integrations/${id}/${file}`);
    if (json === undefined) report(file, 'is no JSON');
    else keysByLanguage.set(language, new Set(keyPaths(json, '')));
  }
  const all = new Set([...keysByLanguage.values()].flatMap((keys) => [...keys]));
  for (const [language, keys] of keysByLanguage) {
    const missing = [...all].filter((key) => !keys.has(key));
    if (missing.length > 0)
      report(
        `translations/${language}.json`,
        `lacks ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}, which other languages have`,
      );
  }
}

function keyPaths(json: unknown, prefix: string): string[] {
  if (typeof json !== 'object' || json === null) return [prefix];
  return Object.entries(json).flatMap(([key, value]) =>
    keyPaths(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}
