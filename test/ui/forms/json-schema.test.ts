import assert from 'node:assert/strict';
import {
  discriminatorOf,
  initialValue,
  issueAt,
  issuesUnder,
  plainSchema,
  pointer,
  sentValue,
  variantIndex,
  variantsOf,
} from '../../../ui/src/forms/json-schema.ts';
import type { FormSchema } from '../../../ui/src/forms/json-schema.ts';

const source: FormSchema = {
  oneOf: [
    {
      type: 'object',
      properties: { type: { const: 'ics' }, url: { type: 'string' } },
      required: ['type', 'url'],
    },
    {
      type: 'object',
      properties: { type: { const: 'file' }, path: { type: 'string' } },
      required: ['type', 'path'],
    },
  ],
};

describe('a form by its schema', () => {
  it('starts with defaults, constants and the first form of a union', () => {
    const schema: FormSchema = {
      type: 'object',
      properties: { source, every: { type: 'integer', default: 30 }, note: { type: 'string' } },
      required: ['source'],
    };
    assert.deepEqual(initialValue(schema), { source: { type: 'ics' }, every: 30 });
  });

  it('tells the forms of a union apart by their constant', () => {
    const variants = variantsOf(source) ?? [];
    assert.equal(discriminatorOf(variants), 'type');
    assert.equal(variantIndex(variants, { type: 'file' }), 1);
    assert.equal(variantIndex(variants, undefined), 0);
  });

  it('sees through "or null" and references', () => {
    const root: FormSchema = { $defs: { place: { type: 'string', title: 'Place' } } };
    assert.deepEqual(
      plainSchema({ anyOf: [{ $ref: '#/$defs/place' }, { type: 'null' }], description: 'Where' }, root),
      { type: 'string', title: 'Place', description: 'Where' },
    );
  });

  it('leaves empty texts out, so that secrets that were not typed stay as they are', () => {
    assert.deepEqual(sentValue({ name: 'x', password: '', nested: [{ url: '', keep: 0 }] }), {
      name: 'x',
      nested: [{ keep: 0 }],
    });
  });

  it('puts the issues of an answer at the fields that they name', () => {
    const issues = issuesUnder(
      [
        { path: '/config/source/url', message: 'no calendar' },
        { path: '/config', message: 'whole' },
      ],
      'config',
    );
    assert.equal(issueAt(issues, pointer(pointer('', 'source'), 'url')), 'no calendar');
    assert.equal(issueAt(issues, ''), 'whole');
    assert.equal(issueAt(issues, '/other'), undefined);
  });
});
