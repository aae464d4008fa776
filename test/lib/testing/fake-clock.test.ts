import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Aborted } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';

describe('FakeClock', () => {
  it('starts where it is told and stands still', async () => {
    const clock = new FakeClock(5000);
    await clock.settle();
    assert.equal(clock.now(), 5000);
    assert.equal(clock.monotonic(), 0);
  });

  it('runs timers in order of their instants, each at its own time, ties by age', async () => {
    const clock = new FakeClock(0);
    const ran: [string, number][] = [];
    const note = (name: string) => () => void ran.push([name, clock.now()]);
    clock.timer(20, note('b'));
    clock.timer(10, note('a'));
    clock.timer(20, note('c'));
    clock.timer(31, note('late'));
    await clock.advance(30);
    assert.deepEqual(ran, [
      ['a', 10],
      ['b', 20],
      ['c', 20],
    ]);
    assert.equal(clock.now(), 30);
    assert.equal(clock.pending.length, 1);
    assert.equal(clock.pending[0]?.dueInMs, 1);
  });

  it('lets promises go on between timers, so that sleeping code sees each instant', async () => {
    const clock = new FakeClock(0);
    const seen: number[] = [];
    const work = async () => {
      for (let i = 0; i < 3; i++) {
        await clock.sleep(10);
        await Promise.resolve().then(() => Promise.resolve());
        seen.push(clock.now());
      }
    };
    const done = work();
    await clock.advance(30);
    await done;
    assert.deepEqual(seen, [10, 20, 30]);
  });

  it('forgets a disposed timer and rejects an aborted sleep with Aborted', async () => {
    const clock = new FakeClock();
    clock.timer(5, () => assert.fail('was cancelled'))[Symbol.dispose]();
    const abort = new AbortController();
    const sleep = clock.sleep(5, abort.signal);
    abort.abort();
    await assert.rejects(sleep, Aborted);
    await assert.rejects(clock.sleep(5, abort.signal), Aborted);
    await clock.advance(10);
    assert.equal(clock.pending.length, 0);
  });

  it('advances until work is done, and says so when it never is', async () => {
    const clock = new FakeClock(0);
    assert.equal(await clock.until(clock.sleep(60_000).then(() => 'slept')), 'slept');
    assert.equal(clock.now(), 60_000);
    await assert.rejects(clock.until(new Promise(() => {})), /did not end/);
    await assert.rejects(clock.until(Promise.reject(new Error('x'))), /^Error: x$/);
  });

  it('jumps the wall clock without moving timers', async () => {
    const clock = new FakeClock(1000);
    let ran = false;
    clock.timer(10, () => (ran = true));
    clock.jump(3_600_000);
    assert.equal(clock.now(), 3_601_000);
    assert.equal(clock.monotonic(), 0);
    await clock.advance(9);
    assert.equal(ran, false);
    await clock.advance(1);
    assert.equal(ran, true);
  });

  it('waits for tracked work of the real world', async () => {
    const clock = new FakeClock();
    let text = '';
    void clock.track(readFile(import.meta.filename, 'utf8')).then((read) => (text = read));
    await clock.settle();
    assert.match(text, /tracked work/);
  });

  it('refuses a delay that is no number and a chain without delay', async () => {
    const clock = new FakeClock();
    assert.throws(() => clock.timer(Number.NaN, () => {}), /no number/);
    await assert.rejects(clock.advanceTo(0), /backwards/);
  });
});
