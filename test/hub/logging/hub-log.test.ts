import assert from 'node:assert/strict';
import { HubLog } from '../../../hub/src/logging/hub-log.ts';
import { Redactor } from '../../../hub/src/logging/redactor.ts';
import { FakeClock } from '@lifeops/lib/testing';
import { logCapture } from './log-capture.ts';

describe('HubLog', () => {
  it('keeps what is less grave than its level, and changes level while running', () => {
    const { hubLog, records } = logCapture({ level: 'warn' });
    hubLog.logger.info('kept out');
    hubLog.logger.warn('in');
    hubLog.setLevel('debug');
    hubLog.logger.debug('in too');
    hubLog.setLevel('error');
    hubLog.logger.warn('out again');
    assert.deepEqual(
      records.map(({ message }) => message),
      ['in', 'in too'],
    );
    assert.equal(hubLog.level, 'error');
  });

  it('applies a new level to children that are there already', () => {
    const { hubLog, records } = logCapture({ level: 'info' });
    const child = hubLog.logger.child({ component: 'x' });
    hubLog.setLevel('debug');
    child.debug('seen');
    assert.equal(records.length, 1);
  });

  it('adds the fields of all parents, the nearest winning', () => {
    const { hubLog, records } = logCapture();
    hubLog.logger
      .child({ component: 'api', request_id: 'r1' })
      .child({ request_id: 'r2' })
      .info('said', { a: 1 });
    assert.deepEqual(records[0]?.fields, { component: 'api', request_id: 'r2', a: 1 });
  });

  it('counts what it wrote by level', () => {
    const { hubLog } = logCapture({ level: 'info' });
    hubLog.logger.error('1');
    hubLog.logger.info('2');
    hubLog.logger.info('3');
    hubLog.logger.debug('not written');
    assert.deepEqual(hubLog.counts, { error: 1, warn: 0, info: 2, debug: 0 });
  });

  it('gives a record to the other sinks when one breaks, and counts the failure', () => {
    const seen: string[] = [];
    const hubLog = new HubLog(
      {
        clock: new FakeClock(),
        redactor: new Redactor(),
        sinks: [
          {
            write: () => {
              throw new Error('full');
            },
          },
          { write: ({ message }) => void seen.push(message) },
        ],
      },
      'info',
    );
    hubLog.logger.info('told');
    assert.deepEqual(seen, ['told']);
    assert.equal(hubLog.failures, 1);
  });

  it('shows a secret nowhere once it was taught', () => {
    const { hubLog, records } = logCapture();
    hubLog.hide('pa"ss w0rd');
    hubLog.logger.info('login with pa"ss w0rd', {
      url: 'https://x.example/?q=pa%22ss%20w0rd',
      body: JSON.stringify({ text: 'pa"ss w0rd' }),
    });
    assert.doesNotMatch(JSON.stringify(records), /w0rd/);
  });
});
