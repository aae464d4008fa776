import assert from 'node:assert/strict';
import { checkDeclaredPackages, checkFrameworkFolders } from './package-use.ts';
import { found } from './synthetic-tree.ts';

describe('checkFrameworkFolders', () => {
  const misplaced = [
    ['hub/src/recorder/a.ts', 'sequelize'],
    ['hub/src/api/http/a.ts', 'node:sqlite'],
    ['hub/src/api/socket/a.ts', 'express'],
    ['hub/src/api/http/a.ts', 'socket.io'],
    ['hub/src/main.ts', 'commander'],
    ['lib/src/protocol/a.ts', 'socket.io-client'],
    ['hub/src/automations/a.ts', 'yaml'],
  ];
  for (const [path = '', name = ''] of misplaced) {
    it(`refuses ${name} in ${path}`, () =>
      assert.deepEqual(found(checkFrameworkFolders, { [path]: `import '${name}';` }), [
        `${path}:1 framework-folder`,
      ]));
  }

  it('lets each framework into its own folder, and tests use any', () => {
    const files = {
      'hub/src/storage/a.ts': `import 'pg'; import 'node:sqlite';`,
      'hub/src/api/http/a.ts': `import type { Request } from 'express';`,
      'hub/src/config/a.ts': `import 'yaml';`,
      'lib/src/client/a.ts': `import 'socket.io-client';`,
      'test/hub/a.test.ts': `import 'socket.io';`,
    };
    assert.deepEqual(found(checkFrameworkFolders, files), []);
  });
});

describe('checkDeclaredPackages', () => {
  it('refuses what is only hoisted', () => {
    assert.deepEqual(
      found(checkDeclaredPackages, { 'integrations/pool/src/a.ts': `\nimport { z } from 'zod';` }),
      ['integrations/pool/src/a.ts:2 declared-package'],
    );
  });

  it('refuses a development dependency at run time and takes its types', () => {
    const files = {
      'hub/src/a.ts': `import 'fast-check';`,
      'hub/src/b.ts': `import type { A } from 'express';`,
    };
    assert.deepEqual(found(checkDeclaredPackages, files), ['hub/src/a.ts:1 declared-package']);
  });

  it('lets the UI bundle its development dependencies', () => {
    assert.deepEqual(found(checkDeclaredPackages, { 'ui/src/a.tsx': `import 'react'; import 'pg';` }), [
      'ui/src/a.tsx:1 declared-package',
    ]);
  });

  it('lets a test use what the root and the workspace that it mirrors declare', () => {
    const files = {
      'test/hub/a.test.ts': `import 'fast-check'; import 'pg'; import '@lifeops/lib';`,
      'test/lib/a.test.ts': `import 'pg';`,
      'test/e2e/a.test.ts': `import 'pg'; import 'nowhere';`,
    };
    assert.deepEqual(found(checkDeclaredPackages, files), [
      'test/lib/a.test.ts:1 declared-package',
      'test/e2e/a.test.ts:1 declared-package',
    ]);
  });
});
