import assert from 'node:assert/strict';
import { importsOf, resolveImport } from './imports.ts';
import { syntheticTree } from './synthetic-tree.ts';

const importsIn = (text: string) =>
  importsOf(syntheticTree({ 'lib/src/base/a.ts': text }), 'lib/src/base/a.ts');

describe('importsOf', () => {
  it('finds every form of import, with kind and line', () => {
    const text = [
      `import a from 'one';`,
      `import type { B } from 'two';`,
      `import {`,
      `  c,`,
      `} from 'three';`,
      `import 'four';`,
      `export * from 'five';`,
      `export type { D } from 'six';`,
      `const e = await import('seven');`,
      `import f, * as g from "eight";`,
    ].join('\n');
    assert.deepEqual(
      importsIn(text).map(({ specifier, kind, line }) => `${line} ${kind} ${specifier}`),
      [
        '1 value one',
        '2 type two',
        '5 value three',
        '6 value four',
        '7 value five',
        '8 type six',
        '9 dynamic seven',
        '10 value eight',
      ],
    );
  });

  it('takes no text about imports for one', () => {
    assert.deepEqual(
      importsIn(
        `// import 'a'\nconst s = "import 'b'"; const t = \`import('c')\`; map.import('d'); export const from = 'e';`,
      ),
      [],
    );
  });
});

describe('resolveImport', () => {
  const files = syntheticTree({});
  it('leads relative paths to files, public subpaths to their source, the rest to packages and Node', () => {
    assert.deepEqual(resolveImport(files, 'hub/src/api/a.ts', '../core/b.ts'), {
      kind: 'file',
      path: 'hub/src/core/b.ts',
    });
    assert.deepEqual(resolveImport(files, 'hub/src/a.ts', '@lifeops/lib/client'), {
      kind: 'package',
      name: '@lifeops/lib',
      subpath: './client',
      path: 'lib/src/client/index.ts',
    });
    assert.deepEqual(resolveImport(files, 'hub/src/a.ts', 'zod/v4'), {
      kind: 'package',
      name: 'zod',
      subpath: './v4',
    });
    assert.deepEqual(resolveImport(files, 'hub/src/a.ts', 'node:fs'), { kind: 'builtin', name: 'node:fs' });
  });
});
