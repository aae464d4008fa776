import assert from 'node:assert/strict';
import { silentLogger } from '@lifeops/lib';
import type { MachineFigures } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { HealthRegistry } from '../../../hub/src/supervisor/health-registry.ts';
import { MachineWatch } from '../../../hub/src/supervisor/machine-watch.ts';

const figures: MachineFigures = {
  cpuPercent: 12.34,
  memoryTotalBytes: 1000,
  memoryFreeBytes: 500,
  diskTotalBytes: 1000,
  diskFreeBytes: 300,
  load: 0.5,
  uptimeSeconds: 100,
  processMemoryBytes: 10,
  loopDelayMs: 1,
  temperatureCelsius: null,
  hostname: 'pi',
  system: 'Linux',
  nodeVersion: '24.0.0',
};

function watch() {
  const clock = new FakeClock();
  const health = new HealthRegistry({ clock, log: silentLogger });
  const state = { figures: { ...figures }, reads: 0, interfaces: ['eth0'], broken: false };
  const machine = new MachineWatch({
    clock,
    health,
    network: { interfaces: () => state.interfaces },
    machine: {
      async read() {
        state.reads++;
        if (state.broken) throw new Error('no figures');
        return state.figures;
      },
    },
  });
  const statusOf = (name: string) => health.parts().find((part) => part.name === name)?.status;
  return { clock, health, state, machine, statusOf };
}

describe('MachineWatch', () => {
  it('reports the figures as /status shows them', async () => {
    using made = watch().machine;
    assert.deepEqual(await made.report(), {
      cpu_percent: 12.3,
      memory_bytes: 1000,
      memory_free_bytes: 500,
      disk_free_bytes: 300,
      disk_used_percent: 70,
      loop_delay_ms: 1,
    });
  });

  it('reads at most every five seconds, however many ask', async () => {
    const { clock, state, machine } = watch();
    await Promise.all([machine.read(), machine.report(), machine.read()]);
    assert.equal(state.reads, 1);
    await clock.advance(5001);
    await machine.read();
    assert.equal(state.reads, 2);
  });

  const troubles: readonly [string, string, (state: ReturnType<typeof watch>['state']) => void][] = [
    ['disk', 'more than 80 % of it in use', (state) => (state.figures = { ...figures, diskFreeBytes: 199 })],
    ['memory', 'hardly any free', (state) => (state.figures = { ...figures, memoryFreeBytes: 10 })],
    ['network', 'no interface', (state) => (state.interfaces = [])],
    ['event loop', 'long delays', (state) => (state.figures = { ...figures, loopDelayMs: 900 })],
  ];
  for (const [part, why, trouble] of troubles) {
    it(`counts the ${part} as degraded with ${why}, and as well when it is over`, async () => {
      const { clock, state, machine, statusOf } = watch();
      trouble(state);
      await machine.read();
      assert.equal(statusOf(part), 'degraded');
      Object.assign(state, { figures, interfaces: ['eth0'] });
      await clock.advance(6000);
      await machine.read();
      assert.equal(statusOf(part), 'ok');
    });
  }

  it('leaves 80 % of the disk in use alone', async () => {
    const { state, machine, statusOf } = watch();
    state.figures = { ...figures, diskFreeBytes: 200 };
    await machine.read();
    assert.equal(statusOf('disk'), 'ok');
  });

  it('rejects and tells health when the machine cannot be read', async () => {
    const { state, machine, statusOf } = watch();
    state.broken = true;
    await assert.rejects(machine.read(), /no figures/);
    assert.equal(statusOf('disk'), 'failed');
  });
});
