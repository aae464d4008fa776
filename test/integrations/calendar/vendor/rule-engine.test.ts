import assert from 'node:assert/strict';
import { expand } from '../../../../integrations/calendar/src/vendor/expand.ts';
import { parseCalendar } from '../../../../integrations/calendar/src/vendor/parse-calendar.ts';
import { parseRecurrenceRule } from '../../../../integrations/calendar/src/vendor/recurrence-rule.ts';
import { ruleWalls } from '../../../../integrations/calendar/src/vendor/rule-engine.ts';

const expanded = (start: string, rule: string) =>
  expand(
    parseCalendar(
      `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:${start}\nRRULE:${rule}\nEND:VEVENT\nEND:VCALENDAR`,
    ),
    { from: Date.UTC(2025, 0), to: Date.UTC(2026, 0), zone: 'Europe/Berlin' },
  );

describe('ruleWalls', () => {
  it('gives the same for a long window as for its pieces, where it has to work piece by piece', () => {
    const rule = parseRecurrenceRule('FREQ=HOURLY;INTERVAL=7', 1);
    assert.ok(typeof rule !== 'string');
    const start = Date.UTC(2020, 0);
    const hour = 3_600_000;
    const { walls, failure } = ruleWalls(rule, start, { from: start, to: start + 60_000 * hour });
    assert.equal(failure, null);
    assert.deepEqual(
      walls,
      Array.from({ length: 8572 }, (_, index) => start + index * 7 * hour),
    );
  });

  describe('always ends', () => {
    const hostile: readonly (readonly [
      rule: string,
      instances: number | 'some',
      codes: readonly string[],
    ])[] = [
      ['FREQ=SECONDLY', 'some', ['budget']],
      ['FREQ=MINUTELY', 'some', ['budget']],
      ['FREQ=SECONDLY;COUNT=1000000000', 0, ['budget']],
      ['FREQ=DAILY;INTERVAL=0', 0, ['bad-rule']],
      ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0', 0, ['bad-rule']],
      ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 0, []],
      ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 0, []],
      ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30', 0, []],
      ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;INTERVAL=7', 0, []],
      ['FREQ=YEARLY;INTERVAL=999999999', 0, []],
      ['FREQ=DAILY;COUNT=1000000000', 365, []],
    ];
    for (const [rule, count, codes] of hostile) {
      it(`with ${rule}`, () => {
        const result = expanded('20000131T100000Z', rule);
        if (count === 'some') assert.ok(result.instances.length <= 10_000);
        else assert.equal(result.instances.length, count);
        assert.deepEqual(
          result.problems.map(({ code }) => code),
          codes,
        );
      });
    }

    it('and shows an event once whose rule makes no sense', () => {
      const result = expanded('20250131T100000Z', 'FREQ=DAILY;INTERVAL=0');
      assert.equal(result.instances.length, 1);
    });
  });
});
