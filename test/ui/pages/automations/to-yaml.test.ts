import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import type { Json } from '@lifeops/lib';
import { toYaml } from '../../../../ui/src/pages/automations/to-yaml.ts';

describe('an automation as YAML', () => {
  it('reads as it is written in files', () => {
    assert.equal(
      toYaml({ name: 'Dusk', trigger: [{ sun: 'set', offset: -15 }], on: 'off' }),
      'name: Dusk\ntrigger:\n  - sun: set\n    offset: -15\n"on": "off"\n',
    );
  });

  it('says what the document says, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const document = JSON.parse(JSON.stringify({ value })) as Json;
        assert.deepEqual(parse(toYaml(document)), document);
      }),
    );
  });
});
