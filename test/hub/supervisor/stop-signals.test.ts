import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { silentLogger } from '@lifeops/lib';
import { stopOnSignals } from '../../../hub/src/supervisor/stop-signals.ts';

function signals() {
  const source = new EventEmitter();
  const calls: string[] = [];
  const listening = stopOnSignals({
    log: silentLogger,
    signals: source,
    stop: (signal) => calls.push(`stop ${signal}`),
    exit: (code) => calls.push(`exit ${code}`),
  });
  return { source, calls, listening };
}

describe('stopOnSignals', () => {
  for (const signal of ['SIGTERM', 'SIGINT'])
    it(`stops at ${signal}`, () => {
      const { source, calls } = signals();
      source.emit(signal);
      assert.deepEqual(calls, [`stop ${signal}`]);
    });

  it('ends at once with code 1 at a second signal, whichever it is', () => {
    const { source, calls } = signals();
    source.emit('SIGTERM');
    source.emit('SIGINT');
    assert.deepEqual(calls, ['stop SIGTERM', 'exit 1']);
  });

  it('listens no more when it is disposed', () => {
    const { source, calls, listening } = signals();
    listening[Symbol.dispose]();
    source.emit('SIGTERM');
    assert.deepEqual(calls, []);
    assert.equal(source.listenerCount('SIGINT'), 0);
  });
});
