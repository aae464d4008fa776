import assert from 'node:assert/strict';
import { seconds } from '@lifeops/lib';
import { testHub } from '@lifeops/lib/testing';
import system from '../../../integrations/system/src/index.ts';

const gib = 1024 ** 3;

describe('the system integration', () => {
  const cases: readonly [string, object, string, unknown][] = [
    ['shows the processor in tenths of a per cent', { cpuPercent: 12.34 }, 'cpu', 12.3],
    [
      'shows memory in use as a share',
      { memoryTotalBytes: 8 * gib, memoryFreeBytes: 2 * gib },
      'memory_used',
      75,
    ],
    ['shows free disk in GiB', { diskFreeBytes: 12.345 * gib }, 'disk_free', 12.35],
    ['knows no share of a disk without a size', { diskTotalBytes: 0 }, 'disk_used', null],
    [
      'is calm at 80 per cent of the disk',
      { diskTotalBytes: 100, diskFreeBytes: 20 },
      'disk_nearly_full',
      false,
    ],
    [
      'warns above 80 per cent of the disk',
      { diskTotalBytes: 100, diskFreeBytes: 19 },
      'disk_nearly_full',
      true,
    ],
    ['shows the temperature where there is one', { temperatureCelsius: 51 }, 'temperature', 51],
  ];
  for (const [title, machine, key, value] of cases) {
    it(title, async () => {
      await using hub = await testHub(system, { config: {}, machine });
      assert.equal(hub.state(key)?.value, value);
    });
  }

  it('has no temperature on a machine that tells none', async () => {
    await using hub = await testHub(system, { config: {}, machine: { temperatureCelsius: null } });
    assert.equal(hub.state('temperature'), undefined);
  });

  it('looks again after the interval of the options', async () => {
    const machine = { hostname: 'attic', cpuPercent: 1 };
    await using hub = await testHub(system, {
      config: {},
      machine,
      options: { every_seconds: 60, disk_alert_percent: 80 },
    });
    assert.equal(hub.devices[0]?.name, 'attic');
    const lookedAt = () => hub.messages.filter(({ type }) => type === 'patch').length;
    const before = lookedAt();
    await hub.advance(seconds(130));
    assert.equal(lookedAt(), before, 'the same figures are told again');
  });
});
