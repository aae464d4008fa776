import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dayCollectionNames, dayCollections } from '../../../../integrations/oura/src/vendor/collections.ts';
import { documentHash } from '../../../../integrations/oura/src/vendor/document-hash.ts';
import { parseDocument } from '../../../../integrations/oura/src/vendor/parse-document.ts';
import { sleepSchema } from '../../../../integrations/oura/src/vendor/sleep-documents.ts';
import { fixtureDocuments } from '../fixtures.ts';

const whole = { id: 'a', day: '2026-05-02' };

describe('Reading a document', () => {
  it('makes null of what is missing and keeps zero', () => {
    const { document, problems } = parseDocument(
      sleepSchema,
      { ...whole, latency: 0, awake_time: null },
      'sleep',
    );
    assert.equal(document?.latency, 0);
    assert.equal(document?.awake_time, null);
    assert.equal(document?.total_sleep_duration, null);
    assert.deepEqual(problems, []);
  });

  it('keeps properties and enum values that it does not know', () => {
    const raw = { ...whole, type: 'dream', mood_of_2027: { joy: 1 } };
    const { document } = parseDocument(sleepSchema, raw, 'sleep');
    assert.equal(document?.type, 'dream');
    assert.deepEqual(document?.['mood_of_2027'], { joy: 1 });
  });

  it('blanks one property of the wrong type and tells which, without its value', () => {
    const raw = { ...whole, average_hrv: 'private', latency: 60 };
    const { document, problems } = parseDocument(sleepSchema, raw, 'sleep');
    assert.equal(document?.average_hrv, null);
    assert.equal(document?.latency, 60);
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.path, 'average_hrv');
    assert.equal(problems[0]?.dropped, false);
    assert.doesNotMatch(JSON.stringify(problems), /private/);
  });

  it('blanks a series with one wrong sample and keeps the rest of the night', () => {
    const hrv = { interval: 300, items: [1, 'x'], timestamp: '2026-05-02T00:00:00Z' };
    const { document, problems } = parseDocument(sleepSchema, { ...whole, hrv }, 'sleep');
    assert.equal(document?.hrv, null);
    assert.equal(problems[0]?.path, 'hrv.items.1');
  });

  for (const [what, raw] of [
    ['without an id', { day: '2026-05-02' }],
    ['without a day', { id: 'a' }],
    ['with an impossible day', { id: 'a', day: '2026-02-30' }],
    ['that is no object', 'text'],
    ['that is a list', []],
    ['that is null', null],
  ] as const) {
    it(`leaves out a document ${what} and says so`, () => {
      const { document, problems } = parseDocument(sleepSchema, raw, 'sleep');
      assert.equal(document, null);
      assert.ok(problems.length > 0 && problems.every(({ dropped }) => dropped));
    });
  }

  it('takes any JSON in any optional property of any collection without throwing', () => {
    const properties = new Set(
      dayCollectionNames.flatMap((name) => Object.keys(dayCollections[name].schema.shape)),
    );
    const keys = fc.constantFrom(
      ...[...properties].filter((key) => !['id', 'day', 'start_day'].includes(key)),
    );
    const odd = fc.dictionary(keys, fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...dayCollectionNames), odd, (name, fields) => {
        const raw = { ...fields, id: 'a', day: '2026-05-02', start_day: '2026-05-02' };
        const { document } = parseDocument(dayCollections[name].schema, raw, name);
        assert.equal(document?.id, 'a');
      }),
    );
  });
});

describe('The hash of a document', () => {
  const [night] = fixtureDocuments.sleep ?? [];

  it('is the same whatever the order of properties and whether null is said or left out', () => {
    assert.ok(night);
    const turned = Object.fromEntries(
      Object.entries(night)
        .toReversed()
        .filter(([, value]) => value !== null),
    );
    assert.equal(documentHash(sleepSchema.parse(turned)), documentHash(night));
  });

  it('changes with any value', () => {
    assert.ok(night);
    assert.notEqual(documentHash({ ...night, efficiency: 1 }), documentHash(night));
  });
});
