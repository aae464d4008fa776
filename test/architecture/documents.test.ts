import assert from 'node:assert/strict';
import { checkDocumentLinks, checkFolderReadmes, headingAnchors } from './documents.ts';
import { found } from './synthetic-tree.ts';

describe('checkDocumentLinks', () => {
  const others = {
    'docs/guide/start.md': '# Start here\n\n## Start here\n\n## 3. `npm` and *you*\n',
    'lib/src/base/scope.ts': '',
  };
  const linked = (text: string) => found(checkDocumentLinks, { ...others, 'docs/a.md': text });

  it('takes links and paths that lead somewhere', () => {
    const text =
      'See [x](guide/start.md), [y](guide/start.md#start-here-1), [z](../lib/src/base/), [w](https://example.org), [v](#own)\n\n# Own\n\n`lib/src/base/scope.ts:12`, `lib/src/base/`, `lib/src/*.ts`, `lib/<layer>/x`, `ui/dist/index.html`, `application/json`';
    assert.deepEqual(linked(text), []);
  });
  for (const text of [
    '[x](guide/nowhere.md)',
    '[x](guide/start.md#nowhere)',
    '[x](#nowhere)',
    '[x](../../outside.md)',
    '[x]: guide/nowhere.md',
    'see `lib/src/base/scoop.ts`',
    '![x](picture.png)',
  ]) {
    it(`refuses ${text}`, () => assert.deepEqual(linked(`\n\n${text}`), ['docs/a.md:3 document-link']));
  }
  it('reads no links in code', () => {
    assert.deepEqual(linked('```md\n[x](nowhere.md) `lib/src/nowhere.ts`\n```\nand `[x](nowhere.md)`'), []);
  });
});

describe('headingAnchors', () => {
  it('makes anchors as they are shown', () => {
    assert.deepEqual(
      [
        ...headingAnchors(
          '# Start here\n## Start here\n## 3. `npm` & *you*\n```\n# no heading\n```\n<a id="own"></a>',
        ),
      ],
      ['start-here', 'start-here-1', '3-npm--you', 'own'],
    );
  });
});

describe('checkFolderReadmes', () => {
  it('asks for one of at most a page in the folders of the first two levels', () => {
    const files = {
      'hub/src/recorder/a.ts': '',
      'hub/README.md': '# Hub',
      'docs/README.md': 'x\n'.repeat(61),
      'docs/a.md': '',
      'lib/README.md': '',
      'ui/README.md': 'x\n'.repeat(60),
      'integrations/README.md': '# x',
      'integrations/pool/README.md': '# x',
    };
    assert.deepEqual(found(checkFolderReadmes, files).toSorted(), [
      'docs/README.md:0 folder-readme',
      'hub/src/recorder/README.md:0 folder-readme',
      'lib/README.md:0 folder-readme',
    ]);
  });
});
