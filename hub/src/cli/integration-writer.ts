import { integrationFiles, projectTest } from './templates/integration-files.data.ts';
import type { IntegrationPlace, TemplateWords } from './templates/integration-files.data.ts';

export interface NewIntegration {
  readonly id: string;
  /** Default: made of the id. */
  readonly title?: string;
  readonly place: IntegrationPlace;
  readonly libVersion: string;
}

export interface WrittenIntegration {
  /** Text by path, relative to the folder of the package. */
  readonly files: Readonly<Record<string, string>>;
  /** In the project: the test, relative to the project's root. */
  readonly test?: { readonly path: string; readonly text: string };
}

/** The files of a new integration. Pure: who calls it writes them. */
export function newIntegration({ id, title, place, libVersion }: NewIntegration): WrittenIntegration {
  const inProject = place === 'project';
  const words: TemplateWords = {
    id,
    title: title ?? titleOf(id),
    packageName: inProject ? `@lifeops/integration-${id}` : `lifeops-integration-${id.replaceAll('_', '-')}`,
    libVersion,
    fromTest: inProject ? `../../../integrations/${id}` : '..',
  };
  const files = Object.fromEntries(
    Object.entries(integrationFiles[place]).map(([path, text]) => [path, filled(text, words, path)]),
  );
  if (!inProject) return { files };
  const path = `test/integrations/${id}/conformance.test.ts`;
  return { files, test: { path, text: filled(projectTest, words, path) } };
}

/** `my_pool` → `My pool`. */
function titleOf(id: string): string {
  const text = id.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** In JSON and code a title stands between quotes. */
function filled(text: string, words: TemplateWords, path: string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_mark, name: string) => {
    const word = words[name as keyof TemplateWords];
    if (path.endsWith('.json')) return JSON.stringify(word).slice(1, -1);
    return path.endsWith('.ts') ? word.replace(/[\\']/g, '\\$&') : word;
  });
}
