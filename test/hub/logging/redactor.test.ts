import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSecretName, Redactor } from '../../../hub/src/logging/redactor.ts';

const token = `lo_${'a1B-_'.repeat(9).slice(0, 43)}`;

describe('isSecretName', () => {
  for (const name of [
    'token',
    'accessToken',
    'client_secret',
    'Authorization',
    'set-cookie',
    'apiKey',
    'api_key',
    'PASSWORD',
    'db_password',
    'refreshTokens',
    'pin',
    'node_key',
  ])
    it(`knows ${name}`, () => assert.ok(isSecretName(name)));
  for (const name of [
    'name',
    'key',
    'keyboard',
    'pinned',
    'token_uid',
    'password_changed_at',
    'secretary',
    'message',
    'code',
  ])
    it(`leaves ${name}`, () => assert.ok(!isSecretName(name)));
});

describe('Redactor', () => {
  const cases: readonly [string, string, string][] = [
    [
      'user and password of a URL',
      'postgres://hub:s3cret@db.example/x failed',
      'postgres://[secret]@db.example/x failed',
    ],
    [
      'secrets of a query',
      'GET https://a.example/x?q=1&access_token=abc&code=def#x',
      'GET https://a.example/x?q=1&access_token=[secret]&code=[secret]#x',
    ],
    ['a bearer token', 'header Bearer abc.def-123', 'header Bearer [secret]'],
    ['a JSON Web Token', 'got eyJhbGci.eyJzdWIi.abc123 back', 'got [secret] back'],
    ['a token of the hub by its pattern', `with ${token}.`, 'with [secret].'],
    [
      'nothing of ordinary text',
      'state of light.kitchen = on (key=kitchen_1 was http://a.example/b?page=2)',
      'state of light.kitchen = on (key=[secret] was http://a.example/b?page=2)',
    ],
  ];
  const redactor = new Redactor([/lo_[A-Za-z0-9_-]{43}/g]);
  for (const [what, text, clean] of cases)
    it(`takes out ${what}`, () => assert.equal(redactor.text(text), clean));

  it('takes out what it was taught, in every text around it', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 40 }).filter((secret) => !'[secret]'.includes(secret)),
        fc.string(),
        fc.string(),
        (secret, before, after) => {
          const taught = new Redactor();
          taught.learn(secret);
          // What the shapes take out beside it may only make it less.
          assert.ok(!taught.text(`${before}${secret}${after}`).includes(secret));
        },
      ),
    );
  });

  it('learns no short word, which would tear holes into texts', () => {
    const taught = new Redactor();
    taught.learn('on');
    assert.equal(taught.text('light is on'), 'light is on');
  });

  it('takes no long time over any text', () => {
    for (const part of ['a', 'a.', '-eyJ', 'eyJa.eyJ', 'http://', 'x=', 'a%3D', 'Bearer ', '://@']) {
      const text = part.repeat(Math.ceil(16_000 / part.length));
      const from = performance.now();
      redactor.text(text);
      assert.ok(performance.now() - from < 1000, `slow over "${part}"`);
    }
  });
});
