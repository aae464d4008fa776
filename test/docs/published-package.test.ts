import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, copyExample, root, run, tryExample } from '../../scripts/package-trial.ts';
import { codeBlocks, documentsWithCode } from './code-blocks.ts';

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

  it('gives its types to every other TypeScript block of the documents', () => {
    const blocks = documentsWithCode()
      .flatMap((document) => codeBlocks(document))
      .filter(
        ({ language, file, code }) => language === 'ts' && file === undefined && !code.startsWith('// '),
      );
    mkdirSync(join(folder, 'blocks'));
    for (const { document, line, code } of blocks)
      writeFileSync(
        join(folder, 'blocks', `${document.replaceAll('/', '-')}-${line}.ts`),
        `${code}\nexport {};\n`,
      );
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--target',
      'es2024',
      '--module',
      'nodenext',
    ];
    const more = [
      '--allowImportingTsExtensions',
      '--resolveJsonModule',
      '--types',
      'node,mocha',
      '--lib',
      'es2024,esnext.disposable',
    ];
    const files = blocks.map(({ document, line }) => `blocks/${document.replaceAll('/', '-')}-${line}.ts`);
    if (files.length > 0) run('Types of the blocks', binary('tsc'), [...options, ...more, ...files], folder);
  });
});
