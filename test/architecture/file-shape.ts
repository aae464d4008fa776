import { workspacesOf } from './imports.ts';
import { isFixture, isSource, sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

const longestFile = 500;

export function checkFileSizes(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of sourcesOf(files)) {
    const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
    if (lines > longestFile && !path.endsWith('.data.ts')) {
      violations.push({
        file: path,
        line: 0,
        rule: 'file-size',
        message: `${lines} lines, ${longestFile} is the limit; split it by responsibility`,
      });
    }
  }
  return violations;
}

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.tsx?$/;
const emptyName = /^(?:utils?|helpers?|common|misc|handlers?)$|(?:^|-)manager(?:-|$)/;

export function checkFileNames(files: Files): Violation[] {
  const violations: Violation[] = [];
  const entries = new Set(workspacesOf(files).flatMap(({ exports }) => [...exports.values()]));
  for (const path of files.keys()) {
    if (!isSource(path) || isFixture(path)) continue;
    const parts = path.split('/');
    const file = parts.at(-1) as string;
    const report = (message: string) => violations.push({ file: path, line: 0, rule: 'file-name', message });
    if (!kebabCase.test(file)) report('file names are kebab-case, after the one thing that the file holds');
    for (const part of [...parts.slice(0, -1), file.split('.')[0] as string]) {
      if (emptyName.test(part))
        report(`'${part}' says nothing; name the file after the one thing that it holds`);
    }
    if (/^(?:lib|hub|integrations)\/.*\/index\.ts$/.test(path) && !entries.has(path)) {
      report('index.ts is for entry points that package.json exports; import the files themselves');
    }
  }
  return violations;
}
