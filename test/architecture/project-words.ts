import { lineAt } from './source-text.ts';
import { isFixture } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

const folders = ['work', 'farm'].join('|');

/** Words that belong to a workplace and not to the project. Patterns are written so that this file does not match itself. */
const strayWords: readonly { readonly pattern: RegExp; readonly in: RegExp; readonly message: string }[] = [
  {
    pattern: new RegExp(`(?<![\\w.}*])/(?:${folders})/[\\w.-]+`, 'g'),
    in: /./,
    message: 'a path of one machine; make it relative to the project',
  },
  {
    pattern: /(?<!\w)\.library\//g,
    in: /./,
    message: 'a path of one machine; make it relative to the project',
  },
  { pattern: /^(?:<{7}|={7}|>{7})(?: |$)/gm, in: /./, message: 'a merge was not finished' },
  {
    pattern: /\b(?:TODO|FIXME|XXX|TBD)\b/g,
    in: /\.(?:md|ya?ml)$/,
    message: 'finish it, or write it down as an issue',
  },
];

export function checkProjectWords(files: Files): Violation[] {
  const violations: Violation[] = [];
  for (const [path, text] of files) {
    if (isFixture(path) || path === 'package-lock.json') continue;
    for (const { pattern, in: where, message } of strayWords) {
      if (!where.test(path)) continue;
      for (const match of text.matchAll(pattern))
        violations.push({
          file: path,
          line: lineAt(text, match.index),
          rule: 'project-words',
          message: `'${match[0]}': ${message}`,
        });
    }
  }
  return violations;
}
