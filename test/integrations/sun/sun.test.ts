import assert from 'node:assert/strict';
import { hours, minutes } from '@lifeops/lib';
import { FakeClock, testHub } from '@lifeops/lib/testing';
import sun from '../../../integrations/sun/src/index.ts';

/** Stockholm on the day of the summer solstice: the sun rises at about 03:31 and sets at about 22:08. */
const rises = Date.parse('2026-06-21T03:31:00+02:00');
const sets = Date.parse('2026-06-21T22:08:00+02:00');

describe('the sun integration', () => {
  it('is up from sunrise to sunset, at the moment itself', async () => {
    await using hub = await testHub(sun, { config: {}, clock: new FakeClock(rises - hours(1)) });
    assert.equal(hub.state('up')?.value, false);
    const rising = Number(hub.state('next_rising')?.value);
    assert.ok(Math.abs(rising - rises) < minutes(3), new Date(rising).toISOString());
    await hub.clock.advanceTo(rising);
    assert.equal(hub.state('up')?.value, true);
    const setting = Number(hub.state('next_setting')?.value);
    assert.ok(Math.abs(setting - sets) < minutes(3), new Date(setting).toISOString());
    await hub.clock.advanceTo(setting);
    assert.equal(hub.state('up')?.value, false);
  });

  it('shows the angles anew each minute, highest in the south', async () => {
    await using hub = await testHub(sun, {
      config: {},
      clock: new FakeClock(Date.parse('2026-06-21T12:49:00+02:00')),
    });
    assert.ok(Math.abs(Number(hub.state('elevation')?.value) - 54.1) < 0.3);
    assert.ok(Math.abs(Number(hub.state('azimuth')?.value) - 180) < 2);
    await hub.advance(hours(3));
    assert.ok(Number(hub.state('elevation')?.value) < 45);
  });

  it('is up through the night of the polar summer, and down at noon of the polar winter', async () => {
    const site = { latitude: 78.2, longitude: 15.6 };
    await using hub = await testHub(sun, { config: {}, site, clock: new FakeClock(rises) });
    assert.equal(hub.state('up')?.value, true);
    await hub.advance(hours(22));
    assert.equal(hub.state('up')?.value, true);
    const clock = new FakeClock(Date.parse('2026-12-21T12:00:00+01:00'));
    await using winter = await testHub(sun, { config: {}, site, clock });
    assert.equal(winter.state('up')?.value, false);
  });
});
