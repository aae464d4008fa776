import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { projectRoot } from '../architecture/source-tree.ts';
import { problems } from '../hub/config/load-in-memory.ts';
import { codeBlocks, documentsWithCode } from './code-blocks.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const blocks = documentsWithCode().flatMap((document) => codeBlocks(document));
const at = ({ document, line }: { document: string; line: number }): string => `${document}:${line}`;

/** Languages that the documents use; `text` is for what is no code. */
const languages = new Set(['ts', 'js', 'json', 'yaml', 'sh', 'text', 'ini', 'nginx']);

describe('codeBlocks', () => {
  it('reads language, marks, file and text of each fenced block', () => {
    const text = 'a\n\n```ts file=../x.ts config\nlet a;\n\n```\n\n- b\n\n  ```sh\n  npm test\n  ```\n';
    assert.deepEqual(
      codeBlocks('docs/a.md', text).map(({ language, marks, file, line, code }) => [
        language,
        marks,
        file,
        line,
        code,
      ]),
      [
        ['ts', ['file=../x.ts', 'config'], 'x.ts', 3, 'let a;\n\n'],
        ['sh', [], undefined, 10, '  npm test\n'],
      ],
    );
  });
});

describe('code in the documents', () => {
  it('says its language and ends', () => {
    assert.ok(blocks.length > 0);
    assert.deepEqual(blocks.filter(({ language }) => !languages.has(language)).map(at), []);
    for (const document of documentsWithCode()) {
      const fences = read(document).match(/^ *(```|~~~)/gm) ?? [];
      assert.equal(fences.length % 2, 0, `${document} has a fence that does not end`);
    }
  });

  for (const block of blocks.filter(({ file }) => file !== undefined)) {
    it(`at ${at(block)} is the text of ${block.file}`, () => {
      assert.equal(block.code, read(block.file ?? ''));
    });
  }

  it('shows every file of the tutorial that its reader has to write', () => {
    const shown = new Set(blocks.map(({ file }) => file));
    const folder = 'docs/guide/examples/rill';
    for (const file of [
      'package.json',
      'manifest.json',
      'tsconfig.json',
      'src/index.ts',
      'test/rill.test.ts',
    ])
      assert.ok(shown.has(`${folder}/${file}`), `the tutorial does not show ${file}`);
  });

  it('writes the integration of the tutorial in at most 25 lines', () => {
    assert.ok(read('docs/guide/examples/rill/src/index.ts').trimEnd().split('\n').length <= 25);
  });

  it('is JSON and YAML where it says so', () => {
    for (const block of blocks) {
      if (block.language === 'json') assert.doesNotThrow(() => JSON.parse(block.code), at(block));
      if (block.language !== 'yaml') continue;
      const problem = parseDocument(block.code, { logLevel: 'silent' }).errors[0];
      assert.equal(problem, undefined, `${at(block)}: ${problem?.message}`);
    }
  });

  it('is a configuration that the hub takes where it says so', async () => {
    const configs = blocks.filter(({ marks }) => marks.includes('config'));
    for (const block of configs) {
      const secrets = [...block.code.matchAll(/!secret (\w+)/g)].map(
        ([, name]) => `${name}: postgres://a:b@c/d`,
      );
      const files = { 'config.yaml': block.code, 'secrets.yaml': `${secrets.join('\n')}\n` };
      assert.deepEqual(await problems(files), [], at(block));
    }
  });

  it('names only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const own = JSON.parse(read('docs/guide/examples/rill/package.json')) as {
      scripts: Record<string, string>;
    };
    for (const block of blocks.filter(({ language }) => language === 'sh'))
      for (const [, script = ''] of block.code.matchAll(/\bnpm run ([\w:-]+)/g))
        assert.ok(Object.hasOwn({ ...own.scripts, ...scripts }, script), `${at(block)}: npm run ${script}`);
  });
});
