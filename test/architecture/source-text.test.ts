import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineAt, scanSource } from './source-text.ts';

const codeOf = (text: string) => scanSource(text).code;

describe('scanSource', () => {
  it('keeps length and lines of whatever it is given', () => {
    const unit = fc.constantFrom(
      "'",
      '"',
      '`',
      '${',
      '}',
      '{',
      '/',
      '*',
      '//',
      '/*',
      '*/',
      '\\',
      '\n',
      ' ',
      '[',
      ']',
      '(',
      ')',
      '=',
      'a',
      '<b>',
    );
    fc.assert(
      fc.property(
        fc.array(unit).map((parts) => parts.join('')),
        (text) => {
          const { code } = scanSource(text);
          assert.equal(code.length, text.length);
          assert.equal(code.split('\n').length, text.split('\n').length);
        },
      ),
    );
  });

  it('blanks comments and keeps them apart', () => {
    const { code, comments } = scanSource('a; // one\n/* two\n */ b;');
    assert.equal(code.replace(/\s+/g, ' '), 'a; b;');
    assert.deepEqual(
      comments.map(({ text }) => text),
      ['// one', '/* two\n */'],
    );
  });

  it('takes no comment or quote inside a string for one', () => {
    const { code, comments, strings } = scanSource(`const u = 'http://x'; const v = "it's";`);
    assert.deepEqual(comments, []);
    assert.deepEqual(
      strings.map(({ text }) => text),
      ['http://x', "it's"],
    );
    assert.match(code, /const v/);
  });

  it('sees the code in template substitutions, nested ones too', () => {
    const code = codeOf('`a ${now({ b: `c ${deep()} d` })} e`; after()');
    for (const name of ['now', 'deep', 'after']) assert.match(code, new RegExp(`\\b${name}\\(`));
    for (const text of ['a', 'c', 'd', 'e']) assert.doesNotMatch(code, new RegExp(`(?<!\\w)${text}(?!\\w)`));
  });

  it('tells a regular expression from a division and from a closing tag', () => {
    assert.match(codeOf(`x = a / b; y = 'q'; z = c / d`), /c \/ d/);
    assert.doesNotMatch(codeOf(`x.test(/['"]hidden/); y`), /hidden/);
    assert.match(codeOf(`x.test(/[/'"]/); seen()`), /seen\(\)/);
    assert.match(codeOf(`<b>{one()}</b><i>{two()}</i>`), /two\(\)/);
  });

  it('lets an apostrophe in JSX text cost no more than its line', () => {
    assert.match(codeOf(`<p>don't</p>\n{seen()}`), /seen\(\)/);
  });

  it('counts lines from one', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((offset) => lineAt('a\nb\nc', offset)),
      [1, 1, 2, 2],
    );
  });
});
