import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bug, NotReady, Secret } from '@lifeops/lib';
import { cleanError, cleanFields } from '../../../hub/src/logging/clean-fields.ts';
import { jsonLine } from '../../../hub/src/logging/log-record.ts';
import { prettyLine } from '../../../hub/src/logging/pretty-line.ts';
import { Redactor } from '../../../hub/src/logging/redactor.ts';
import { logCapture } from './log-capture.ts';

const redactor = new Redactor([/lo_[A-Za-z0-9_-]{43}/g]);
const tokens = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => `lo_${Buffer.from(bytes).toString('base64url')}`);

/** Ways in which a secret gets into what is logged. */
const plants: Readonly<Record<string, (secret: string) => Record<string, unknown>>> = {
  'a field named token': (secret) => ({ token: secret }),
  'a nested password': (secret) => ({ account: { login: { password: secret } } }),
  'a list of secrets': (secret) => ({ secrets: [secret, { deeper: secret }] }),
  headers: (secret) => ({ headers: { Authorization: `Bearer ${secret}`, cookie: `s=${secret}` } }),
  'a Secret': (secret) => ({ value: new Secret(secret), more: [new Secret(secret)] }),
  text: (secret) => ({ text: `with ${secret} in it` }),
  'a key': (secret) => ({ [secret]: 1, deeper: { [secret]: 2 } }),
  'a URL': (secret) => ({ url: `https://a:${secret}@b.example/?access_token=${secret}&x=1` }),
  'an error': (secret) => ({
    error: new Bug(`no ${secret}`, { cause: new Error(secret), details: { token: secret } }),
  }),
  'a Map': (secret) => ({ map: new Map([['token', secret]]) }),
};

describe('cleanFields', () => {
  for (const [place, plant] of Object.entries(plants)) {
    it(`never lets a planted secret through: ${place}`, () => {
      fc.assert(
        fc.property(tokens, fc.string(), (secret, around) => {
          const { hubLog, records } = logCapture();
          hubLog.logger.child({ around }).warn(`message ${secret}`, plant(secret) as never);
          const record = records[0];
          assert.ok(record);
          for (const line of [
            jsonLine(record),
            prettyLine(record, true),
            JSON.stringify(hubLog.clean(plant(secret))),
          ])
            assert.ok(!line.includes(secret), line);
        }),
      );
    });
  }

  it('takes anything and gives JSON', () => {
    fc.assert(
      fc.property(
        fc.object({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withSparseArray: true,
        }),
        (fields) => {
          const clean = cleanFields(fields, redactor);
          assert.deepEqual(JSON.parse(JSON.stringify(clean)), clean);
        },
      ),
    );
  });

  it('survives getters that throw, circles and proxies that refuse', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const hostile = {
      get broken(): never {
        throw new Error('no');
      },
      circle,
      proxy: new Proxy({}, { ownKeys: () => assert.fail('refused') }),
      run: () => 1,
    };
    assert.deepEqual(cleanFields(hostile, redactor), {
      broken: '[unreadable]',
      circle: { self: '[circular]' },
      proxy: {},
      run: '[function]',
    });
  });

  it('bounds what is deep, long or many', () => {
    let deep: Record<string, unknown> = { end: true };
    for (let i = 0; i < 20; i++) deep = { deep };
    const clean = cleanFields(
      { deep, long: 'x'.repeat(100_000), many: Array.from({ length: 1000 }, (_, i) => i) },
      redactor,
    );
    assert.ok(JSON.stringify(clean).length < 10_000);
    assert.match(JSON.stringify(clean), /\[deeper\].*950 more/);
  });

  it('hides no half of a secret where a long text is cut', () => {
    const secret = `lo_${'z'.repeat(43)}`;
    for (let place = 15_950; place <= 16_010; place++) {
      const clean = cleanFields({ text: 'x '.repeat(8005).slice(0, place) + secret }, redactor);
      assert.doesNotMatch(JSON.stringify(clean), /zzz/);
    }
  });

  it('shows counts and flags about secrets', () =>
    assert.deepEqual(cleanFields({ tokens: 3, password: false, pin: 1234, token: null }, redactor), {
      tokens: 3,
      password: false,
      pin: '[secret]',
      token: null,
    }));
});

describe('cleanError', () => {
  it('tells name, code, message and causes of what was foreseen, without stacks', () => {
    const cause = Object.assign(new NotReady('no answer'), {});
    const error = new NotReady('The bridge does not answer.', { cause, details: { host: 'x' } });
    assert.deepEqual(cleanError(error, redactor), {
      name: 'NotReady',
      code: 'not-ready',
      message: 'The bridge does not answer.',
      details: { host: 'x' },
      cause: { name: 'NotReady', code: 'not-ready', message: 'no answer' },
    });
  });

  it('adds the stack to faults of ours and to the unknown', () => {
    for (const error of [new Bug('broken'), new TypeError('unknown')]) {
      const { stack } = cleanError(error, redactor);
      assert.ok(typeof stack === 'string' && stack.startsWith('at '), JSON.stringify(stack));
    }
  });

  it('ends a chain of causes that never ends', () => {
    const error = new Error('a');
    error.cause = error;
    assert.equal(cleanFields({ error }, redactor)['error'] !== undefined, true);
    let long = new Error('0');
    for (let i = 1; i < 100; i++) long = new Error(String(i), { cause: long });
    assert.doesNotMatch(JSON.stringify(cleanError(long, redactor)), /"message":"50"/);
  });

  it('tells the errors that an AggregateError holds', () => {
    const clean = cleanError(
      new AggregateError([new NotReady('one'), new NotReady('two')], 'both'),
      redactor,
    );
    assert.match(JSON.stringify(clean['errors']), /one.*two/);
  });
});
