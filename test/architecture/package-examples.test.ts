import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesIn } from '../../scripts/package-trial.ts';
import { projectRoot } from './source-tree.ts';

describe('the examples of the library', () => {
  it('are the named TypeScript blocks of a document', () => {
    const markdown = [
      '```ts',
      '// pool.ts',
      'a;',
      '```',
      'text',
      '```ts',
      'unnamed;',
      '```',
      '```ts',
      '// pool-test.ts',
      'b;',
      'c;',
      '```',
    ].join('\n');
    assert.deepEqual(
      [...examplesIn(markdown)],
      [
        ['pool.ts', 'a;\n'],
        ['pool-test.ts', 'b;\nc;\n'],
      ],
    );
  });

  it('stand in its README, so that the check of the package has something to run', () => {
    assert.ok(examplesIn(readFileSync(join(projectRoot, 'lib/README.md'), 'utf8')).size > 0);
  });
});
