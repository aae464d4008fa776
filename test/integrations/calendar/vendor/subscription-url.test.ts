import assert from 'node:assert/strict';
import { Forbidden, InvalidInput } from '@lifeops/lib';
import { subscriptionUrl } from '../../../../integrations/calendar/src/vendor/subscription-url.ts';

describe('subscriptionUrl', () => {
  it('takes webcal for https and keeps other web addresses', () => {
    assert.equal(subscriptionUrl(' webcal://example.org/a.ics?t=1 '), 'https://example.org/a.ics?t=1');
    assert.equal(subscriptionUrl('WEBCALS://example.org/a.ics'), 'https://example.org/a.ics');
    assert.equal(subscriptionUrl('http://example.org:8080/a.ics'), 'http://example.org:8080/a.ics');
    assert.equal(subscriptionUrl('http://192.168.1.20/a.ics'), 'http://192.168.1.20/a.ics');
  });

  it('refuses what is no web address without repeating it', () => {
    for (const text of ['', 'secret-token', 'ftp://secret-token/', 'file:///secret-token', 'https://']) {
      assert.throws(
        () => subscriptionUrl(text),
        (error) => error instanceof InvalidInput && !error.message.includes('secret-token'),
      );
    }
  });

  it('refuses this machine and link-local addresses however they are written, unless the host is allowed', () => {
    const local = [
      'localhost',
      'LOCALHOST.',
      'x.localhost',
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f.0.0.1',
      '0.0.0.0',
      '169.254.169.254',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[fe80::1]',
    ];
    for (const host of local) assert.throws(() => subscriptionUrl(`http://${host}/a.ics`), Forbidden, host);
    assert.equal(subscriptionUrl('http://127.0.0.1:81/a.ics', ['127.0.0.1']), 'http://127.0.0.1:81/a.ics');
  });
});
