import assert from 'node:assert/strict';
import { hours, minutes, seconds } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { House } from '../../../../integrations/demo/src/vendor/house.ts';
import type { HouseState } from '../../../../integrations/demo/src/vendor/house-state.ts';
import { nextState } from '../../../../integrations/demo/src/vendor/house-state.ts';

const stockholm = { place: { latitude: 59.33, longitude: 18.07 }, timeZone: 'Europe/Stockholm' };
/** A Wednesday. */
const midnight = Date.parse('2026-01-14T00:00:00+01:00');

function houseAt(instant: number, seed = 7) {
  const clock = new FakeClock(instant);
  return { clock, house: new House({ clock }, { seed, ...stockholm }) };
}

/** A day in steps of half a minute, each handed to `look`; pure, so no clock is needed. */
function liveThroughADay(seed: number, look: (state: HouseState, minute: number) => void): void {
  const { house } = houseAt(midnight, seed);
  let { state } = house;
  for (let now = midnight + 30_000; now <= midnight + hours(24); now += 30_000) {
    const local = house.time.at(now);
    state = nextState(state, {
      now,
      elapsedMs: 30_000,
      local,
      time: house.time,
      seed,
      place: stockholm.place,
    });
    look(state, (now - midnight) / 60_000);
  }
}

describe('House', () => {
  it('lives through believable days, whatever its seed', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const seen = {
        away: 0,
        motion: 0,
        rings: new Set<number | null>(),
        washed: false,
        litAtNoon: false,
        litAtEight: false,
      };
      let kwh = 0;
      liveThroughADay(seed, (state, minute) => {
        if (!state.people.alex.home) seen.away++;
        if (state.entrance.motion) seen.motion++;
        seen.rings.add(state.entrance.lastRingAt);
        if (state.appliances.dishwasher === 'washing') seen.washed = true;
        if (minute === 720) seen.litAtNoon = state.lamps.floor_lamp.on;
        if (minute === 1200) seen.litAtEight = state.lamps.floor_lamp.on;
        for (const room of Object.values(state.rooms))
          assert.ok(room.temperature > 15 && room.temperature < 26);
        assert.ok(state.meter.watts > 50 && state.meter.watts < 6000, `${state.meter.watts} W`);
        assert.ok(state.meter.kwh >= kwh, 'the meter runs backwards');
        kwh = state.meter.kwh;
      });
      assert.ok(seen.away > 600 && seen.away < 1400, `away for ${seen.away / 2} minutes`);
      assert.ok(seen.motion > 10, 'nobody walks through the hallway');
      assert.ok(seen.rings.size >= 2, 'nobody rings');
      assert.deepEqual([seen.washed, seen.litAtNoon, seen.litAtEight], [true, false, true]);
    }
  });

  it('goes through the same day for the same seed, through another for another', () => {
    const dayOf = (seed: number) => {
      const watts: number[] = [];
      liveThroughADay(seed, ({ meter }) => watts.push(meter.watts));
      return watts;
    };
    assert.deepEqual(dayOf(3), dayOf(3));
    assert.notDeepEqual(dayOf(3), dayOf(4));
  });

  it('holds one timer, ten seconds while idle and a second while something moves', () => {
    const { clock, house } = houseAt(midnight + hours(3));
    house.start();
    assert.deepEqual(
      clock.pending.map(({ dueInMs }) => dueInMs),
      [10_000],
    );
    house.change('covers', (covers) => ({ ...covers, garage_door: { position: 0, target: 100 } }));
    assert.deepEqual(
      clock.pending.map(({ dueInMs }) => dueInMs),
      [1000],
    );
    house[Symbol.dispose]();
    assert.deepEqual(clock.pending, []);
    house.change('covers', (covers) => ({ ...covers, garage_door: { position: 0, target: 100 } }));
    assert.deepEqual(clock.pending, []);
  });

  it('hands a watcher only its own slice, and only when it changes', async () => {
    const { clock, house } = houseAt(midnight + hours(3));
    house.start();
    const ended = new AbortController();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const covers of house.watch('covers', ended.signal)) seen.push(covers.garage_door.position);
    })();
    await clock.advance(minutes(1));
    house.change('covers', (covers) => ({ ...covers, garage_door: { position: 0, target: 20 } }));
    await clock.advance(seconds(10));
    ended.abort();
    await watching;
    house[Symbol.dispose]();
    assert.deepEqual(seen.map(Math.round), [0, 0, 7, 13, 20]);
  });

  it('stands still when the wall clock is set back, and takes a long sleep of the machine in one step', async () => {
    const { clock, house } = houseAt(midnight + hours(12));
    house.start();
    const { kwh } = house.state.meter;
    clock.jump(-hours(1));
    await clock.advance(minutes(5));
    assert.equal(house.state.meter.kwh, kwh);
    clock.jump(hours(30));
    await clock.advance(seconds(20));
    assert.ok(house.state.meter.kwh > kwh && house.state.meter.kwh < kwh + 6);
    house[Symbol.dispose]();
  });

  it('reads local days right over a change of the clocks', () => {
    const { house } = houseAt(midnight);
    const day = Date.UTC(2026, 2, 29) / 86_400_000;
    assert.equal(house.time.instantOf(day, 0), Date.parse('2026-03-29T00:00:00+01:00'));
    assert.equal(house.time.instantOf(day, 720), Date.parse('2026-03-29T12:00:00+02:00'));
    assert.deepEqual(house.time.at(Date.parse('2026-03-29T12:00:00+02:00')), {
      day,
      weekday: 6,
      minute: 720,
    });
  });
});
