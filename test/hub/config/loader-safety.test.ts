import assert from 'node:assert/strict';
import fc from 'fast-check';
import { InvalidInput } from '@lifeops/lib';
import { load, problems } from './load-in-memory.ts';

/** Pieces that YAML, our tags and our schema give a meaning to: random text alone rarely gets past the first line. */
const pieces = [
  'server:',
  'port:',
  'site:',
  'integrations:',
  'automations:',
  '- ',
  '\n',
  '\n  ',
  '\n    ',
  '\t',
  ': ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '&a ',
  '*a',
  '<<: ',
  '!secret x',
  '!env X',
  '!env X 1',
  '!include other.yaml',
  '!include .',
  '!foo ',
  '!!int ',
  '"',
  "'",
  '#',
  '|\n',
  '>',
  '? ',
  '__proto__: ',
  'constructor: ',
  'prototype: ',
  'toString: ',
  '8000',
  'null',
  '~',
  '.inf',
  '.nan',
  '0x10',
  '---\n',
  '...',
  '%YAML 1.2\n',
  '\u0000',
  '\uFEFF',
  'é',
];
const piece = fc.constantFrom(...pieces);
const yamlish = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

async function taken(run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (cause) {
    assert.ok(cause instanceof InvalidInput, cause instanceof Error ? cause.stack : String(cause));
    assert.equal(cause.code, 'invalid-config');
    assert.ok(cause.issues.length > 0);
  }
}

describe('the loader, given anything', () => {
  it('takes or refuses any text of any of its files, and never fails otherwise', async () => {
    const files = fc.record({
      'config.yaml': yamlish,
      'other.yaml': yamlish,
      'secrets.yaml': yamlish,
      '.env': fc.string({ maxLength: 80 }),
    });
    await fc.assert(
      fc.asyncProperty(files, (texts) => taken(() => load(texts))),
      { numRuns: 500 },
    );
  });

  it('takes or refuses any environment and any flag', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'LIFEOPS_ENV',
        'LIFEOPS_PORT',
        'LIFEOPS_CONFIG',
        'LIFEOPS__SERVER__CORS',
        'LIFEOPS__SITE',
        'LIFEOPS__SITE__NAME',
      ),
      fc.string({ maxLength: 12 }).map((rest) => `LIFEOPS__${rest}`),
    );
    const set = fc.array(
      fc.tuple(fc.string({ maxLength: 12 }), yamlish).map(([key, value]) => `${key}=${value}`),
      { maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, yamlish, { maxKeys: 4 }), set, (env, settings) =>
        taken(() => load({}, { env, flags: { set: settings } })),
      ),
      { numRuns: 100 },
    );
  });

  it('never lets a key reach the prototype of objects', async () => {
    const key = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      '"__proto__"',
      '!!str __proto__',
      'integration',
    );
    const keys = fc.array(key, { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(keys, fc.boolean(), async (path, inEntry) => {
        const nested = path.map((name, depth) => `${'  '.repeat(depth + 2)}${name}:\n`).join('');
        const text = `${inEntry ? 'integrations:\n  - integration: sun\n' : 'site:\n  x:\n'}${nested}${'  '.repeat(path.length + 2)}polluted: yes\n`;
        await taken(() => load({ 'config.yaml': text }));
        assert.equal(Reflect.get({}, 'polluted'), undefined);
        assert.equal(Reflect.get(Object.prototype, 'polluted'), undefined);
      }),
      { numRuns: 100 },
    );
    assert.deepEqual(
      await problems({}, { env: { LIFEOPS__SITE____PROTO____POLLUTED: 'yes' } }).then(
        (lines) => lines.length,
      ),
      1,
    );
    assert.deepEqual(await problems({}, { flags: { set: ['__proto__.polluted=yes'] } }), [
      '--set: expected FIELD=VALUE, such as server.port=8001, got something else',
    ]);
  });

  it('never shows the value of a secret, wherever it stands', async () => {
    const secret = fc.stringMatching(/^[a-z0-9]{8,20}$/).map((text) => `Hidden${text}`);
    const field = fc.constantFrom(
      'server: { port: ',
      'server: { url: ',
      'site: { time_zone: ',
      'database: { url: ',
      'log: { level: ',
      'site: { name: 1, id: ',
      'integrations: { integration: ',
      'server: { cors: ',
    );
    await fc.assert(
      fc.asyncProperty(secret, field, async (value, start) => {
        const lines = await problems({
          'config.yaml': `${start}!secret it }\n`,
          'secrets.yaml': `it: ${value}\n`,
        });
        assert.ok(lines.length > 0);
        assert.ok(!lines.join('\n').includes(value), lines.join('\n'));
      }),
      { numRuns: 100 },
    );
  });

  it('stops a chain of files that include two others each', async () => {
    const texts: Record<string, string> = {
      'config.yaml': 'automations: !include f0.yaml\n',
      'f20.yaml': '[]',
    };
    for (let i = 0; i < 20; i++)
      texts[`f${i}.yaml`] = `- a: !include f${i + 1}.yaml\n  b: !include f${i + 1}.yaml\n`;
    const [first = ''] = await problems(texts);
    assert.match(first, /more than 500 files are included/);
  });

  it('refuses a file that is too long, and aliases that would fill the memory from a variable', async () => {
    assert.deepEqual(await problems({ 'config.yaml': '#'.repeat(1024 * 1024 + 1) }), [
      'config.yaml:1:1: the file is too long, it may have 1048576 characters',
    ]);
    const bomb = `[&a [x], ${Array.from({ length: 9 }, (_, i) => `&${'bcdefghij'[i]} [${Array(10).fill(`*${'abcdefghi'[i]}`).join(', ')}]`).join(', ')}]`;
    assert.deepEqual(await problems({}, { env: { LIFEOPS__AUTOMATIONS: bomb } }), [
      'LIFEOPS__AUTOMATIONS: expected YAML in brackets, without tags, got something else',
    ]);
  });
});
