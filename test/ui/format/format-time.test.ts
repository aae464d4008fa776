import assert from 'node:assert/strict';
import { dayInWords, relativeTime } from '../../../ui/src/format/format-time.ts';

const now = Date.UTC(2026, 10, 21, 23, 30);
const minute = 60_000;

describe('a time in words', () => {
  it('is now within a minute, and counts whole minutes, hours and days from there', () => {
    const distances = [-59_000, 59_000, -minute, -59 * minute, 3 * 60 * minute, -49 * 60 * minute];
    assert.deepEqual(
      distances.map((distance) => relativeTime(now + distance, now, 'en')),
      ['now', 'now', '1 minute ago', '59 minutes ago', 'in 3 hours', '2 days ago'],
    );
  });

  it('names days by the calendar of the home', () => {
    const inStockholm = { language: 'en', timeZone: 'Europe/Stockholm' };
    assert.equal(dayInWords(now - 60 * minute, now, inStockholm), 'yesterday');
    assert.equal(dayInWords(now - 60 * minute, now, { ...inStockholm, timeZone: 'UTC' }), 'today');
    assert.equal(dayInWords(Date.UTC(2026, 10, 25, 12), now, inStockholm), 'Wed, Nov 25');
  });
});
