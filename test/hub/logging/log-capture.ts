import type { Clock } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { HubLog } from '../../../hub/src/logging/hub-log.ts';
import type { LogRecord } from '../../../hub/src/logging/log-record.ts';
import { Redactor } from '../../../hub/src/logging/redactor.ts';

/** A log whose records are kept. */
export function logCapture(
  options: { readonly clock?: Clock; readonly level?: 'error' | 'warn' | 'info' | 'debug' } = {},
): { readonly hubLog: HubLog; readonly records: LogRecord[] } {
  const records: LogRecord[] = [];
  const hubLog = new HubLog(
    {
      clock: options.clock ?? new FakeClock(),
      redactor: new Redactor([/lo_[A-Za-z0-9_-]{43}/g]),
      sinks: [{ write: (record) => void records.push(record) }],
    },
    options.level ?? 'debug',
  );
  return { hubLog, records };
}
