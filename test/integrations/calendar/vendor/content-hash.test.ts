import assert from 'node:assert/strict';
import { contentHash } from '../../../../integrations/calendar/src/vendor/content-hash.ts';

describe('contentHash', () => {
  const text = 'BEGIN:VEVENT\r\nDTSTAMP:20250101T000000Z\r\nSUMMARY:A long\r\n  title\r\nEND:VEVENT\r\n';

  it('does not change with stamps, the product’s name, folds or line ends', () => {
    const same = [
      text.replace('20250101T', '20260101T'),
      text.replace('DTSTAMP:20250101T000000Z\r\n', 'PRODID:x\r\nLAST-MODIFIED:20250101T000000Z\r\n'),
      text.replace('\r\n  title', ' title'),
      text.replaceAll('\r\n', '\n'),
    ];
    for (const variant of same) assert.equal(contentHash(variant), contentHash(text));
  });

  it('changes with anything else', () => {
    assert.notEqual(contentHash(text.replace('title', 'tale')), contentHash(text));
    assert.notEqual(contentHash(text.replace('DTSTAMP', 'DTSTART')), contentHash(text));
  });
});
