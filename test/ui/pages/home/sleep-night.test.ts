import assert from 'node:assert/strict';
import type { ClientState } from '@lifeops/lib/client';
import { nightOf } from '../../../../ui/src/pages/home/sleep-night.ts';
import { entities } from '../../fake-rooms.data.ts';

const oura = entities.filter(({ entity }) => entity.integration === 'oura');
const stateOf = (uid: string) => oura.find(({ entity }) => entity.uid === uid) as unknown as ClientState;

describe('the night on Home', () => {
  it('reads scores and stages by the keys of the integration', () => {
    assert.deepEqual(
      nightOf(
        oura.map(({ entity }) => entity),
        stateOf,
      ),
      {
        score: 86,
        readiness: 78,
        asleepMin: 452,
        stageMin: { deep: 88, rem: 104, light: 260, awake: 31 },
      },
    );
  });

  it('turns hours and seconds into minutes', () => {
    const asleep = oura.map(({ entity }) => ({
      ...entity,
      capability: { ...entity.capability, unit: entity.name_key === 'total_sleep_duration' ? 's' : 'h' },
    }));
    const night = nightOf(asleep, (uid) => ({ ...stateOf(uid), value: 2 }));
    assert.equal(night?.stageMin.deep, 120);
    assert.equal(night?.asleepMin, 2 / 60);
  });

  it('is none where nothing is known', () => {
    assert.equal(
      nightOf(
        oura.map(({ entity }) => entity),
        () => undefined,
      ),
      undefined,
    );
  });
});
