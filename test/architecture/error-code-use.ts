import { lineAt } from './source-text.ts';
import { scannedSource, sourcesOf } from './source-tree.ts';
import type { Files, Violation } from './violation.ts';

/** Code → the class that carries it, as `errorCodes` of the library says. */
export type CodeRegistry = Readonly<Record<string, { readonly kind: string }>>;

/** Codes given to our error classes exist and belong to the class: a caller catches by class and branches by code. */
export function checkErrorCodeUse(files: Files, registry: CodeRegistry): Violation[] {
  const violations: Violation[] = [];
  const classes = [...new Set(Object.values(registry).map(({ kind }) => kind)), 'LifeOpsError'].join('|');
  for (const [path, text] of sourcesOf(files)) {
    const { code, strings } = scannedSource(files, path);
    for (const made of code.matchAll(new RegExp(`\\bnew (${classes})\\s*\\(`, 'g'))) {
      const start = made.index + made[0].length;
      const argumentsText = code.slice(start, closingParenthesis(code, start));
      const place =
        made[1] === 'LifeOpsError' ? /^\s*['"]/.exec(argumentsText) : /\bcode:\s*['"]/.exec(argumentsText);
      if (!place) continue;
      const quote = start + place.index + place[0].length - 1;
      const used = strings.find(({ offset }) => offset === quote)?.text ?? '';
      const known = Object.hasOwn(registry, used) ? registry[used] : undefined;
      const report = (message: string) =>
        violations.push({ file: path, line: lineAt(text, quote), rule: 'error-code', message });
      if (!known)
        report(`'${used}' is not in lib/src/base/error-codes.data.ts; add it there or use one that fits`);
      else if (made[1] !== 'LifeOpsError' && known.kind !== made[1])
        report(`'${used}' is carried by ${known.kind}, not by ${made[1]}`);
    }
  }
  return violations;
}

function closingParenthesis(code: string, from: number): number {
  let depth = 1;
  for (let i = from; i < code.length; i++) {
    if (code.charAt(i) === '(') depth++;
    else if (code.charAt(i) === ')' && --depth === 0) return i;
  }
  return code.length;
}
