import assert from 'node:assert/strict';
import { FakeClock } from '@lifeops/lib/testing';
import { HealthRegistry } from '../../../hub/src/supervisor/health-registry.ts';
import { logCapture } from '../logging/log-capture.ts';

function registry() {
  const clock = new FakeClock();
  const { hubLog, records } = logCapture({ clock });
  return { clock, records, health: new HealthRegistry({ clock, log: hubLog.logger }) };
}

describe('HealthRegistry', () => {
  it('is starting until it is told that the hub has started, then ok', () => {
    const { health } = registry();
    health.part('api').ok();
    assert.equal(health.overall(), 'starting');
    health.started();
    assert.equal(health.overall(), 'ok');
  });

  it('is degraded while any part is degraded or failed, and a part that only starts does no harm', () => {
    const { health } = registry();
    health.started();
    const [api, recorder] = [health.part('api'), health.part('recorder')];
    api.ok();
    assert.equal(health.overall(), 'ok');
    recorder.degraded('The disk is full.');
    assert.equal(health.overall(), 'degraded');
    recorder.failed('Gone.');
    assert.equal(health.overall(), 'degraded');
    recorder.ok();
    assert.equal(health.overall(), 'ok');
  });

  it('tells each part with its detail and since when it is so', async () => {
    const { health, clock } = registry();
    const part = health.part('recorder');
    await clock.advance(1000);
    part.degraded('one');
    const since = clock.now();
    await clock.advance(1000);
    part.degraded('two');
    assert.deepEqual(health.parts(), [{ name: 'recorder', status: 'degraded', detail: 'two', since }]);
  });

  it('fires once for each change and not for the same again', () => {
    const { health } = registry();
    const seen: string[] = [];
    using _listening = health.changed(({ status }) => seen.push(status));
    const part = health.part('x');
    part.ok();
    part.ok();
    part.failed('no');
    assert.deepEqual(seen, ['starting', 'ok', 'failed']);
  });

  it('logs by gravity, and when a part is well again', () => {
    const { health, records } = registry();
    const part = health.part('x');
    part.ok();
    part.failed('no');
    part.ok();
    assert.deepEqual(
      records.filter(({ level }) => level !== 'debug').map(({ level, message }) => `${level} ${message}`),
      ['error A part of the hub has failed', 'info A part of the hub is well again'],
    );
  });

  it('asks the parts that only know when asked, and takes one that throws for failed', () => {
    const { health } = registry();
    health.started();
    let broken = false;
    using _asked = health.ask('queue', () => {
      if (broken) throw new Error('gone');
      return { status: 'ok', detail: null };
    });
    assert.equal(health.overall(), 'ok');
    broken = true;
    assert.equal(health.overall(), 'degraded');
    assert.equal(health.parts()[0]?.detail, 'gone');
  });

  it('forgets a part that is disposed, an asked one too', () => {
    const { health } = registry();
    health.started();
    const part = health.part('x');
    part.failed('no');
    const asked = health.ask('y', () => ({ status: 'failed', detail: 'no' }));
    assert.equal(health.parts().length, 2);
    part[Symbol.dispose]();
    asked[Symbol.dispose]();
    assert.deepEqual(health.parts(), []);
    assert.equal(health.overall(), 'ok');
  });

  it('counts the seconds since it was made, whatever the wall clock does', async () => {
    const { health, clock } = registry();
    await clock.advance(90_000);
    clock.jump(-3_600_000);
    assert.equal(health.uptimeSeconds, 90);
  });
});
