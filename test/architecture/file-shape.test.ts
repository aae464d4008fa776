import assert from 'node:assert/strict';
import { checkFileNames, checkFileSizes } from './file-shape.ts';
import { found } from './synthetic-tree.ts';

describe('checkFileSizes', () => {
  it('takes 500 lines and refuses 501', () => {
    const files = {
      'hub/src/a.ts': 'x\n'.repeat(500),
      'hub/src/b.tsx': 'x\n'.repeat(501),
      'hub/src/c.data.ts': 'x\n'.repeat(9000),
    };
    assert.deepEqual(found(checkFileSizes, files), ['hub/src/b.tsx:0 file-size']);
  });
});

describe('checkFileNames', () => {
  const refused = [
    'hub/src/EventBus.ts',
    'hub/src/event_bus.ts',
    'hub/src/utils.ts',
    'test/hub/helpers.test.ts',
    'hub/src/common/a.ts',
    'lib/src/misc.ts',
    'hub/src/entry-manager.ts',
    'hub/src/handler.ts',
    'hub/src/core/index.ts',
  ];
  for (const path of refused) {
    it(`refuses ${path}`, () =>
      assert.deepEqual(found(checkFileNames, { [path]: '' }), [`${path}:0 file-name`]));
  }

  it('takes names that say what the file holds', () => {
    const paths = [
      'hub/src/event-bus.ts',
      'ui/src/page.tsx',
      'lib/src/base/error-codes.data.ts',
      'test/hub/rows.pg.test.ts',
      'lib/src/client/index.ts',
      'hub/src/command-handler.ts',
    ];
    assert.deepEqual(found(checkFileNames, Object.fromEntries(paths.map((path) => [path, '']))), []);
  });
});
