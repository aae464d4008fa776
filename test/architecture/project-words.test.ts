import assert from 'node:assert/strict';
import { checkProjectWords } from './project-words.ts';
import { found } from './synthetic-tree.ts';

const machinePath = ['', 'work', 'main', 'a.ts'].join('/');

describe('checkProjectWords', () => {
  it('refuses paths of one machine, unfinished merges and unfinished documents', () => {
    const files = {
      'a.ts': `// ${machinePath}`,
      'docs/b.md': `x\n${['TO', 'DO'].join('')}: more`,
      'c.ts': `${'<'.repeat(7)} HEAD`,
    };
    assert.deepEqual(found(checkProjectWords, files), [
      'a.ts:1 project-words',
      'docs/b.md:2 project-words',
      'c.ts:1 project-words',
    ]);
  });
  it('takes the same words where they are part of others', () => {
    assert.deepEqual(
      found(checkProjectWords, {
        'a.md': `https://example.org${machinePath} framework/house VTODO`,
        'b.ts': `const TODO = 1; <<<<<<`,
      }),
      [],
    );
  });
});
