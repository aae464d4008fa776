import assert from 'node:assert/strict';
import {
  allScopes,
  dayCollectionNames,
  isGranted,
  scopeOf,
} from '../../../../integrations/oura/src/vendor/collections.ts';

describe('Granted scopes', () => {
  it('are understood with and without the prefix of the modern addresses', () => {
    assert.equal(isGranted('sleep', 'extapi:daily extapi:heartrate'), true);
    assert.equal(isGranted('heartrate', 'daily heartrate'), true);
    assert.equal(isGranted('workout', 'extapi:daily'), false);
  });

  it('know the name of the oxygen scope that the API description prints', () => {
    assert.equal(isGranted('daily_spo2', 'spo2Daily'), true);
    assert.equal(isGranted('daily_spo2', 'daily'), false);
  });

  it('cover everything when Oura did not say', () => {
    for (const name of dayCollectionNames) {
      assert.equal(isGranted(name, null), true);
      assert.equal(isGranted(name, ' '), true);
    }
  });

  it('always cover the profile, whose id comes with any token', () => {
    assert.equal(isGranted('personal_info', 'tag'), true);
  });

  it('are all among those asked for', () => {
    const asked = new Set<string>(allScopes);
    for (const name of [
      ...dayCollectionNames,
      'heartrate',
      'ring_battery_level',
      'ring_configuration',
    ] as const) {
      assert.ok(asked.has(scopeOf(name)), name);
    }
  });
});
