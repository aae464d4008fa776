import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  binary,
  copyExample,
  root,
  run,
  runMocha,
  strictOptions,
  tryExample,
} from '../../scripts/package-trial.ts';
import { codeBlocks, documentsWithCode } from './code-blocks.ts';
import type { CodeBlock } from './code-blocks.ts';

/** `npm run check:package` does the same over a packed tarball and the npm registry. */
describe('the library as it is published', function () {
  this.timeout(120_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lifeops-published-'));
    copyExample(folder);
    const library = join(folder, 'node_modules/@lifeops/lib');
    mkdirSync(library, { recursive: true });
    symlinkSync(join(root, 'lib/package.json'), join(library, 'package.json'));
    for (const name of ['zod', 'socket.io-client', '@types', 'undici-types'])
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
    const plain = ['--composite', 'false', '--incremental', 'false', '--declarationMap', 'false'];
    run('Build', binary('tsc'), ['-p', 'lib', ...plain, '--outDir', join(library, 'dist')], root);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("gives the tutorial's integration its types and passes its tests, under plain Node", () => {
    tryExample(folder);
  });

  it("lets a hub load the tutorial's integration, with the copy of the library that it brings or with the hub's own", () => {
    run('Build the example', binary('tsc'), ['-p', '.'], folder);
    const bringing = join(folder, 'data/packages/node_modules');
    mkdirSync(bringing, { recursive: true });
    symlinkSync(folder, join(bringing, 'lifeops-integration-rill'));
    const bare = join(folder, 'other/packages/node_modules/lifeops-integration-rill');
    for (const part of ['package.json', 'manifest.json', 'dist', 'translations'])
      cpSync(join(folder, part), join(bare, part), { recursive: true });
    nameSource(join(bare, 'package.json'));
    const config = join(folder, 'config.yaml');
    writeFileSync(config, tutorialConfig());
    const lifeops = join(root, 'hub/bin/lifeops.js');
    for (const data of ['data', 'other']) {
      const given = ['check', '--config', config, '--data', join(folder, data)];
      assert.match(run('Check', process.execPath, [lifeops, ...given], folder), /is good: 1 integration/);
    }
  });

  describe('and the other TypeScript blocks of the documents', () => {
    const blocks = documentsWithCode()
      .flatMap((document) => codeBlocks(document))
      .filter(
        ({ language, file, code }) => language === 'ts' && file === undefined && !code.startsWith('// '),
      );
    const nameOf = ({ document, line }: CodeBlock): string =>
      `blocks/${document.replaceAll('/', '-')}-${line}.ts`;

    before(() => {
      mkdirSync(join(folder, 'blocks'));
      for (const block of blocks) writeFileSync(join(folder, nameOf(block)), `${block.code}\nexport {};\n`);
    });

    it('compile', () => {
      assert.ok(blocks.length > 0);
      const compilerOptions = { ...strictOptions, skipLibCheck: true, noUncheckedIndexedAccess: false };
      const config = { compilerOptions, files: blocks.map(nameOf) };
      writeFileSync(join(folder, 'tsconfig.blocks.json'), JSON.stringify(config));
      run('Types of the blocks', binary('tsc'), ['-p', 'tsconfig.blocks.json'], folder);
    });

    for (const block of blocks.filter(({ marks }) => marks.includes('run'))) {
      it(`pass, where they are tests: ${block.document}:${block.line}`, () => {
        assert.match(runMocha(nameOf(block), folder), /[1-9]\d* passing/);
      });
    }
  });
});

const tutorialConfig = (): string => {
  const blocks = codeBlocks('docs/guide/write-an-integration.md');
  return blocks.find(({ marks }) => marks.includes('config'))?.code ?? '';
};

/** As packages that are developed beside the hub do; their source is not published. */
function nameSource(file: string): void {
  const json = JSON.parse(readFileSync(file, 'utf8')) as { exports: Record<string, unknown> };
  json.exports['.'] = { 'lifeops-source': './src/index.ts', default: './dist/index.js' };
  writeFileSync(file, JSON.stringify(json));
}
