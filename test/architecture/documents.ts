import { posix } from 'node:path';
import { isFixture, pathExists } from './source-tree.ts';
import { lineAt } from './source-text.ts';
import type { Files, Violation } from './violation.ts';

/** Links lead somewhere, and paths of the project that a document names exist. */
export function checkDocumentLinks(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of documentsOf(files)) {
    const prose = blankFences(text);
    const report = (offset: number, message: string) =>
      violations.push({ file: path, line: lineAt(text, offset), rule: 'document-link', message });
    const withoutCode = prose.replace(/`[^`\n]*`/g, (code) => ' '.repeat(code.length));
    for (const link of withoutCode.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)|^[ \t]*\[[^\]]+\]:\s*(\S+)/gm)) {
      const problem = brokenLink(files, path, (link[1] ?? link[2]) as string);
      if (problem) report(link.index, problem);
    }
    for (const code of prose.matchAll(/`([^`\n]+)`/g)) {
      const named = namedPath(code[1] as string);
      if (named !== undefined && !pathExists(files, named))
        report(code.index, `'${named}' does not exist; name what does`);
    }
  }
  return violations;
}

function* documentsOf(files: Files): Generator<[path: string, text: string]> {
  for (const [path, text] of files) {
    if (
      path.endsWith('.md') &&
      !isFixture(path) &&
      !/^\.changeset\/(?!README)|(?:^|\/)CHANGELOG\.md$/.test(path)
    )
      yield [path, text];
  }
}

/** The same text with fenced code blanked; lines and offsets stay. */
function blankFences(text: string): string {
  return text.replace(/^([ \t]*)(```+|~~~+)[^\n]*\n[\s\S]*?(?:^\1\2[ \t]*$|$(?![\s\S]))/gm, (block) =>
    block.replace(/[^\n]/g, ' '),
  );
}

function brokenLink(files: Files, from: string, target: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return undefined;
  const [file = '', anchor] = decodeURI(target).split('#');
  const path =
    file === ''
      ? from
      : posix.join(file.startsWith('/') ? '' : posix.dirname(from), file).replace(/^\/|\/$/g, '');
  if (path.startsWith('..')) return `'${target}' leaves the project`;
  if (!pathExists(files, path)) return `'${target}' leads nowhere; ${path} does not exist`;
  if (anchor === undefined || !path.endsWith('.md')) return undefined;
  return headingAnchors(files.get(path) ?? '').has(anchor)
    ? undefined
    : `'${target}': ${path} has no heading for #${anchor}`;
}

/** Anchors as they are made from headings where Markdown is shown: lower case, hyphens, numbered when they repeat. */
export function headingAnchors(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const heading of blankFences(text).matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm)) {
    const plain = (heading[1] as string).replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '');
    const slug = plain
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-');
    let anchor = slug;
    for (let i = 1; anchors.has(anchor); i++) anchor = `${slug}-${i}`;
    anchors.add(anchor);
  }
  for (const named of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(named[1] as string);
  return anchors;
}

/** The path in code marks when it is one of ours; patterns, placeholders and built files are none. */
function namedPath(code: string): string | undefined {
  const path = code.replace(/:\d+$/, '').replace(/\/$/, '');
  if (!/^(?:lib|hub|ui|integrations|test|docs|scripts|\.ci|\.changeset)\/[\w@./-]+$/.test(path))
    return undefined;
  return /(?:^|\/)(?:dist|node_modules|build-types|artifacts)(?:\/|$)|\.\.\.|^lib\/(?:client|testing|node|protocol|host)$/.test(
    path,
  )
    ? undefined
    : path;
}

const longestReadme = 60;

/** Every folder of the first two levels says in one page what it is for, what to read first, what it may import. */
export function checkFolderReadmes(files: Files): Violation[] {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const top = /^(lib|hub|ui|integrations|test|docs|scripts)\//.exec(path)?.[1];
    const second = /^((?:lib|hub)\/src\/[^/]+|integrations\/[^/]+|ui\/src)\//.exec(path)?.[1];
    for (const folder of [top, second]) if (folder !== undefined) folders.add(folder);
  }
  const violations: Violation[] = [];
  for (const folder of folders) {
    const file = `${folder}/README.md`;
    const text = files.get(file);
    const report = (message: string) => violations.push({ file, line: 0, rule: 'folder-readme', message });
    if (text === undefined)
      report('missing: what the folder is for, the three files to read first, what it may import');
    else if (text.trim() === '') report('is empty');
    else if (text.trimEnd().split('\n').length > longestReadme)
      report(`more than ${longestReadme} lines; move the rest to docs`);
  }
  return violations;
}
