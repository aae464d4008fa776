import assert from 'node:assert/strict';
import { checkImportDirections } from './import-directions.ts';
import { syntheticTree } from './synthetic-tree.ts';

const refusals = (path: string, specifier: string, kind = '') =>
  checkImportDirections(syntheticTree({ [path]: `import ${kind} { x } from '${specifier}';` })).map(
    ({ message }) => message,
  );

const allowed: [from: string, specifier: string, kind?: string][] = [
  ['lib/src/model/a.ts', '../base/errors.ts'],
  ['lib/src/client/a.ts', '../protocol/b.ts'],
  ['lib/src/testing/a.ts', '../integration/b.ts'],
  ['lib/src/testing/a.ts', 'node:http'],
  ['lib/src/base/node/a.ts', 'node:crypto'],
  ['lib/src/domains/a.ts', 'zod'],
  ['integrations/pool/src/index.ts', '@lifeops/lib'],
  ['integrations/pool/src/entities/a.ts', '../vendor/b.ts'],
  ['integrations/pool/src/simulator/a.ts', '@lifeops/lib/testing'],
  ['hub/src/core/bus.ts', '@lifeops/lib'],
  ['hub/src/recorder/a.ts', '../core/bus.ts'],
  ['hub/src/storage/a.ts', '../recorder/port.ts'],
  ['hub/src/main.ts', './storage/a.ts'],
  ['hub/src/composition/api.ts', '../api/http/a.ts'],
  ['hub/src/main.ts', './composition/api.ts'],
  ['ui/src/a.ts', '@lifeops/lib/client'],
  ['ui/src/a.ts', '@lifeops/lib', 'type'],
  ['test/hub/a.test.ts', '../../hub/src/main.ts'],
  ['scripts/a.ts', '../hub/src/main.ts'],
];

const refused: [from: string, specifier: string, kind?: string][] = [
  ['lib/src/base/a.ts', '../model/b.ts'],
  ['lib/src/base/a.ts', 'node:fs'],
  ['lib/src/base/a.ts', './node/b.ts'],
  ['lib/src/model/a.ts', '../domains/b.ts', 'type'],
  ['lib/src/client/a.ts', '../integration/b.ts'],
  ['lib/src/integration/a.ts', '../client/b.ts'],
  ['lib/src/integration/a.ts', '../testing/b.ts'],
  ['lib/src/protocol/a.ts', 'node:events'],
  ['lib/src/model/a.ts', '@lifeops/lib'],
  ['lib/src/novel/a.ts', '../model/b.ts'],
  ['lib/src/model/a.ts', '../../../hub/src/core/b.ts'],
  ['integrations/pool/src/index.ts', '../../../hub/src/core/b.ts'],
  ['integrations/pool/src/index.ts', '../../../lib/src/base/b.ts'],
  ['integrations/pool/src/index.ts', '@lifeops/hub'],
  ['integrations/pool/src/index.ts', '@lifeops/integration-oura'],
  ['integrations/pool/src/index.ts', '@lifeops/lib/base/errors'],
  ['integrations/pool/src/index.ts', '@lifeops/lib/host'],
  ['integrations/pool/src/vendor/a.ts', '@lifeops/lib/testing'],
  ['hub/src/core/a.ts', '../recorder/b.ts'],
  ['hub/src/core/a.ts', 'zod'],
  ['hub/src/core/a.ts', 'node:fs'],
  ['hub/src/recorder/a.ts', '../automations/b.ts', 'type'],
  ['hub/src/recorder/a.ts', '../storage/b.ts'],
  ['hub/src/api/http/a.ts', '../../storage/b.ts'],
  ['hub/src/cli/a.ts', '../main.ts'],
  ['hub/src/recorder/a.ts', '../composition/b.ts'],
  ['hub/src/recorder/a.ts', '../../../lib/src/base/errors.ts'],
  ['hub/src/recorder/a.ts', '@lifeops/lib/testing'],
  ['hub/src/host/a.ts', '@lifeops/integration-pool'],
  ['ui/src/a.ts', '@lifeops/lib'],
  ['ui/src/a.ts', '@lifeops/lib/protocol'],
  ['ui/src/a.ts', '@lifeops/lib/testing', 'type'],
  ['ui/src/a.ts', '@lifeops/hub', 'type'],
  ['ui/src/a.ts', 'node:fs'],
];

describe('checkImportDirections', () => {
  for (const [from, specifier, kind] of allowed) {
    it(`lets ${from} import ${kind ?? ''} ${specifier}`, () =>
      assert.deepEqual(refusals(from, specifier, kind), []));
  }
  for (const [from, specifier, kind] of refused) {
    it(`refuses ${from} to import ${kind ?? ''} ${specifier}`, () => {
      const messages = refusals(from, specifier, kind);
      assert.equal(messages.length, 1);
      assert.ok(messages[0]?.startsWith(`'${specifier}': `));
    });
  }
});
