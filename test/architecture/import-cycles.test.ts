import assert from 'node:assert/strict';
import { checkImportCycles } from './import-cycles.ts';
import { syntheticTree } from './synthetic-tree.ts';

describe('checkImportCycles', () => {
  it('names the files of a cycle in order', () => {
    const files = syntheticTree({
      'hub/src/a/a.ts': `import './b.ts';`,
      'hub/src/a/b.ts': `export * from './c.ts';`,
      'hub/src/a/c.ts': `\nimport { a } from './a.ts';`,
      'hub/src/a/d.ts': `import './a.ts';`,
    });
    const violations = checkImportCycles(files);
    assert.equal(violations.length, 1);
    assert.match(
      violations[0]?.message ?? '',
      /^hub\/src\/a\/a\.ts → hub\/src\/a\/b\.ts → hub\/src\/a\/c\.ts → hub\/src\/a\/a\.ts;/,
    );
  });

  it('follows our own package names to their sources, and a module that imports itself', () => {
    const files = syntheticTree({
      'lib/src/index.ts': `import './model/a.ts';`,
      'lib/src/model/a.ts': `import '@lifeops/lib';`,
      'lib/src/model/b.ts': `import './b.ts';`,
    });
    assert.equal(checkImportCycles(files).length, 2);
  });

  it('does not count imports of types and those at run time', () => {
    const files = syntheticTree({
      'hub/src/a.ts': `import type { B } from './b.ts';`,
      'hub/src/b.ts': `import './a.ts'; import('./c.ts');`,
      'hub/src/c.ts': `import './b.ts';`,
    });
    assert.deepEqual(checkImportCycles(files), []);
  });
});
