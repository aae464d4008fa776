import assert from 'node:assert/strict';
import { checkIntegrationShape } from './integration-shape.ts';

const good: Record<string, string> = {
  'tsconfig.json': JSON.stringify({ references: [{ path: 'integrations/pool' }] }),
  'integrations/pool/package.json': JSON.stringify({
    name: '@lifeops/integration-pool',
    keywords: ['lifeops-integration'],
    exports: { '.': {}, './simulator': {} },
  }),
  'integrations/pool/manifest.json': JSON.stringify({ id: 'pool' }),
  'integrations/pool/README.md': '# Pool',
  'integrations/pool/tsconfig.json': '{}',
  'integrations/pool/src/index.ts': '',
  'integrations/pool/src/vendor/pool-client.ts': '',
  'integrations/pool/src/simulator/index.ts': '',
  ...Object.fromEntries(
    ['en', 'pl', 'sv'].map((language) => [
      `integrations/pool/translations/${language}.json`,
      JSON.stringify({ entity: { water: language } }),
    ]),
  ),
};
const found = (changes: Record<string, string | undefined>) => {
  const files = new Map(
    Object.entries({ ...good, ...changes }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
  return checkIntegrationShape(files).map(({ file, message }) => `${file} ${message}`);
};

describe('checkIntegrationShape', () => {
  it('takes one that has the shape, and the two bridges as they are', () => {
    assert.deepEqual(found({ 'integrations/node-red/nodes/a.html': '' }), []);
  });

  const broken: [title: string, changes: Record<string, string | undefined>, message: RegExp][] = [
    ['no manifest', { 'integrations/pool/manifest.json': undefined }, /manifest\.json missing/],
    ['another id', { 'integrations/pool/manifest.json': '{"id":"lake"}' }, /manifest\.json its id must be/],
    [
      'no keyword',
      {
        'integrations/pool/package.json': JSON.stringify({
          name: '@lifeops/integration-pool',
          exports: { './simulator': {} },
        }),
      },
      /package\.json the keyword/,
    ],
    [
      'another name',
      {
        'integrations/pool/package.json': JSON.stringify({
          name: 'pool',
          keywords: ['lifeops-integration'],
          exports: { './simulator': {} },
        }),
      },
      /package\.json its name/,
    ],
    [
      'a simulator that is not exported',
      {
        'integrations/pool/package.json': JSON.stringify({
          name: '@lifeops/integration-pool',
          keywords: ['lifeops-integration'],
        }),
      },
      /must be exported/,
    ],
    [
      'a file of its own taste',
      { 'integrations/pool/src/client.ts': '' },
      /src\/client\.ts not part of the shape/,
    ],
    [
      'a language with fewer names',
      { 'integrations/pool/translations/pl.json': '{"entity":{}}' },
      /pl\.json lacks entity\.water/,
    ],
    ['a broken translation', { 'integrations/pool/translations/sv.json': '{' }, /sv\.json is no JSON/],
    ['types that nothing checks', { 'tsconfig.json': '{"references":[]}' }, /tsconfig\.json name it/],
  ];
  for (const [title, changes, message] of broken) {
    it(`refuses one with ${title}`, () => assert.match(found(changes).join('\n'), message));
  }
});
