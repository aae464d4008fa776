import assert from 'node:assert/strict';
import { jsonLine } from '../../../hub/src/logging/log-record.ts';
import type { LogRecord } from '../../../hub/src/logging/log-record.ts';
import { prettyLine } from '../../../hub/src/logging/pretty-line.ts';

const record: LogRecord = {
  at: 1_767_225_600_123,
  level: 'warn',
  message: 'The bridge is slow',
  fields: { component: 'host', entry: 'Living room', ms: 12, level: 'own' },
};

describe('jsonLine', () => {
  it('is one object with time, level and message first', () =>
    assert.equal(
      jsonLine(record),
      '{"time":"2026-01-01T00:00:00.123Z","level":"warn","message":"The bridge is slow","component":"host","entry":"Living room","ms":12,"level_":"own"}',
    ));
});

describe('prettyLine', () => {
  it('shows component, message and fields on a line', () =>
    assert.match(
      prettyLine(record, false),
      /^\d\d:\d\d:\d\d\.123 WARN  host: The bridge is slow entry="Living room" ms=12 level=own$/,
    ));

  it('colours when it is asked to', () => {
    assert.ok(prettyLine(record, true).includes('\u001b[33mWARN '));
    assert.ok(!prettyLine(record, false).includes('\u001b'));
  });

  it('puts the stacks of an error and its cause on lines of their own', () => {
    const error = {
      name: 'Bug',
      code: 'bug',
      message: 'no',
      stack: 'at a\nat b',
      cause: { name: 'Error', message: 'why', stack: 'at c' },
    };
    const lines = prettyLine({ ...record, fields: { error } }, false).split('\n');
    assert.match(lines[0] ?? '', /error="Bug \(bug\): no ← Error: why"$/);
    assert.deepEqual(lines.slice(1), ['    at a', '    at b', '    at c']);
  });

  it('lets no text forge a line or move the cursor', () => {
    const line = prettyLine(
      { ...record, message: 'a\nERROR forged \u001b[2J', fields: { x: 'b\r\nc' } },
      false,
    );
    assert.ok(!/\p{Cc}/u.test(line), line);
  });
});
