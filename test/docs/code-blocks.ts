import { readdirSync, readFileSync } from 'node:fs';
import { posix, join } from 'node:path';
import { projectRoot } from '../architecture/source-tree.ts';

/** A fenced block of a document. The info string may name what the block is: `ts file=examples/rill/src/index.ts`. */
export interface CodeBlock {
  readonly document: string;
  readonly line: number;
  readonly language: string;
  /** The file whose text it is, from the project's root. */
  readonly file: string | undefined;
  readonly marks: readonly string[];
  readonly code: string;
}

/** The documents whose code people copy. */
export function documentsWithCode(): string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
      .map((name) => `${folder}/${name}`);
  return [
    'README.md',
    'lib/README.md',
    ...['guide', 'operations', 'protocol'].flatMap((name) => inFolder(`docs/${name}`)),
  ];
}

export function codeBlocks(
  document: string,
  text = readFileSync(join(projectRoot, document), 'utf8'),
): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const open = /^( *)(`{3,}|~{3,})(.*)$/.exec(lines[at] ?? '');
    if (!open) continue;
    const [, indent = '', fence = '', info = ''] = open;
    const end = lines.findIndex((line, index) => index > at && line === indent + fence);
    const [language = '', ...marks] = info.trim().split(/\s+/);
    const named = marks.find((mark) => mark.startsWith('file='))?.slice('file='.length);
    blocks.push({
      document,
      line: at + 1,
      language,
      file: named === undefined ? undefined : posix.join(posix.dirname(document), named),
      marks,
      code: lines.slice(at + 1, end < 0 ? undefined : end).join('\n') + '\n',
    });
    if (end < 0) return blocks;
    at = end;
  }
  return blocks;
}
