import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interfacesIn } from '../../scripts/reference/interfaces.ts';
import { referencePages } from '../../scripts/reference/pages.ts';
import { words } from '../../scripts/reference/schema-words.ts';
import { table } from '../../scripts/reference/markdown.ts';
import { errorCodes, portNames } from '../../lib/src/index.ts';
import { operations } from '../../lib/src/protocol/operations/all.ts';
import { projectRoot } from '../architecture/source-tree.ts';

const folder = join(projectRoot, 'docs/reference');

describe('the reference', () => {
  const pages = referencePages();

  for (const [name, text] of pages) {
    it(`has in ${name} what the code says now; if not, run npm run docs`, () => {
      assert.equal(readFileSync(join(folder, name), 'utf8'), text);
    });
  }

  it('has no page that is not made', () => {
    assert.deepEqual(readdirSync(folder).toSorted(), [...pages.keys()].toSorted());
  });

  it('lists every error code, operation and port', () => {
    const page = (name: string): string => pages.get(name) ?? '';
    for (const code of Object.keys(errorCodes))
      assert.ok(page('errors.md').includes(`| \`${code}\` |`), code);
    for (const name of Object.keys(operations))
      assert.ok(page('operations.md').includes(`### ${name}\n`), name);
    for (const name of portNames) assert.ok(page('ports.md').includes(`## ${name}\n`), name);
  });
});

describe('words', () => {
  for (const [said, schema] of [
    ['number, 0 to 100 %', { type: 'number', minimum: 0, maximum: 100, 'x-unit': '%' }],
    ['whole number from 1', { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }],
    ['text, secret', { type: 'string', 'x-secret': true, format: 'password' }],
    ['text or `null`', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['list of `"a"`, `"b"`', { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }],
    ['list of 2: number; text', { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }],
    ['list of 2: each number', { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number' }] }],
    ['{ `a`, `b?` }', { type: 'object', properties: { a: {}, b: {} }, required: ['a'] }],
    ['object of whole number', { type: 'object', additionalProperties: { type: 'integer' } }],
    ['object', { type: 'object', additionalProperties: {} }],
    ['any JSON', {}],
  ] as const) {
    it(`says ${said}`, () => assert.equal(words(schema), said));
  }
});

describe('table', () => {
  it('leaves out columns that say nothing, and keeps bars and lines inside their cell', () => {
    assert.equal(
      table(['a', 'b', 'c'], [['x|y', '', 'one\n two']]),
      '| a | c |\n| --- | --- |\n| x\\|y | one two |',
    );
  });
});

describe('interfacesIn', () => {
  it('gives name, comment and members of exported interfaces', () => {
    const source = `
/** A pump. */
export interface Pump<D> extends Thing {
  /**
   * Runs it,
   * or not.
   */
  run(
    options: { readonly on: boolean; readonly speed?: number },
    signal: AbortSignal,
  ): Promise<void>;
  readonly name: string;
}
interface Hidden {
  readonly x: number;
}
`;
    assert.deepEqual(interfacesIn(source), [
      {
        name: 'Pump',
        doc: 'A pump.',
        members: [
          {
            name: 'run',
            signature: 'run(options: { on: boolean; speed?: number }, signal: AbortSignal): Promise<void>',
            doc: 'Runs it, or not.',
          },
          { name: 'name', signature: 'name: string', doc: '' },
        ],
      },
    ]);
  });
});
