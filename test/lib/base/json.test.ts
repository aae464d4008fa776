import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { canonicalJson, isPlainObject, jsonEqual } from '@lifeops/lib';
import type { Json } from '@lifeops/lib';

/** A small alphabet, so that equal parts occur. */
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1.5, '', 'a'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0', 'toString'), tie('value'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).value;

const shuffled = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner as Json)]),
  );
};

describe('jsonEqual', () => {
  it('agrees with deep equality of Node on all JSON', () => {
    fc.assert(
      fc.property(json, json, (a, b) => assert.equal(jsonEqual(a, b), isDeepStrictEqual(a, b))),
      { numRuns: 1000 },
    );
  });

  it('sees through copies and the order of keys', () => {
    fc.assert(fc.property(json, (a) => assert.ok(jsonEqual(a, shuffled(structuredClone(a))))));
  });

  it('tells a missing field from one of another name, inherited names included', () => {
    assert.equal(jsonEqual({ a: 1 }, { b: 1 }), false);
    assert.equal(jsonEqual({ a: undefined }, { b: undefined }), false);
    assert.equal(jsonEqual({ toString: null }, {}), false);
    assert.equal(jsonEqual([], {}), false);
    assert.equal(jsonEqual(JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}')), false);
  });
});

describe('canonicalJson', () => {
  it('is equal for equal values alone, and is JSON', () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        assert.equal(canonicalJson(a), canonicalJson(shuffled(a)));
        assert.equal(canonicalJson(a) === canonicalJson(b), jsonEqual(a, b));
        assert.ok(jsonEqual(JSON.parse(canonicalJson(a)), a));
      }),
      { numRuns: 500 },
    );
  });
});
