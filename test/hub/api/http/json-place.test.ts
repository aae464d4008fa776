import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { jsonFault } from '../../../../hub/src/api/http/json-place.ts';

describe('the place where JSON is broken', () => {
  it('is none for every JSON text, and some for every other', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '0',
      '1.5e3',
      'true',
      'nul',
      ' ',
      '\n',
      '"',
      '\\u12',
      'x',
    );
    const texts = fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
      fc
        .tuple(fc.json(), fc.nat(40), fc.string({ maxLength: 2 }))
        .map(([json, at, extra]) => json.slice(0, at) + extra + json.slice(at)),
    );
    fc.assert(
      fc.property(texts, (text) => (jsonFault(text) === undefined) === isJson(text)),
      { numRuns: 3000 },
    );
  });

  it('is the line and column of the first thing that does not fit', () => {
    assert.deepEqual(jsonFault('{"a": 1,\n "b" 2}'), { line: 2, column: 6, expected: ':' });
    assert.deepEqual(jsonFault('[1, 2'), { line: 1, column: 6, expected: ', or ]' });
    assert.deepEqual(jsonFault(''), { line: 1, column: 1, expected: 'a value' });
    assert.deepEqual(jsonFault('{"a": 1,}'), {
      line: 1,
      column: 9,
      expected: 'a field name in double quotes',
    });
    assert.deepEqual(jsonFault('1 2'), { line: 1, column: 3, expected: 'the end' });
  });
});
