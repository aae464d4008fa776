import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sensor } from '@lifeops/lib';
import type { EntryView } from '../../../hub/src/core/config-entries/entry-admin-view.ts';
import { defineIntegration, makeHostWorld, z } from './host-world.ts';
import type { HostWorld, Package } from './host-world.ts';

/** Leaves a file beside it while it runs. */
const simulator = `
import { rmSync, writeFileSync } from 'node:fs';
const file = new URL('./running', import.meta.url);
export async function startSimulator({ timeZone }) {
  writeFileSync(file, timeZone);
  return { port: 4711, async [Symbol.asyncDispose]() { rmSync(file); } };
}
export const demoConfig = ({ port }) => ({ host: 'localhost:' + port });
`;
const meter: Package = {
  code: defineIntegration({
    id: 'meter',
    config: z.object({ host: z.string() }),
    uniqueId: ({ host }) => host,
    setup({ config, hub }) {
      async function* readings(): AsyncGenerator<string> {
        yield config.host;
      }
      hub.device({ key: 'm', name: 'Meter' }, hub.push({ stream: readings }), [
        sensor({ key: 'host', read: (host: string) => host }),
      ]);
    },
  }),
  manifest: { simulator: true },
  simulator,
};
const isRunning = (world: HostWorld) =>
  existsSync(join(world.disk.folder, 'lifeops-integration-meter', 'running'));
async function setUp(world: HostWorld, more: { readonly replaces?: string } = {}): Promise<EntryView> {
  const demo = more.replaces === undefined;
  const config = demo ? {} : { host: '10.0.0.5' };
  const view = await world.clock.until(
    world.parts.admin.create(
      { integration: 'meter', config, options: {}, demo, owner: null, ...more },
      world.context,
    ),
  );
  await world.clock.settle();
  return view;
}

describe('an entry fed by a simulator', () => {
  it('runs against the simulator of its package, which starts and stops with it', async () => {
    await using world = await makeHostWorld({ meter });
    const { entry } = await setUp(world);
    assert.deepEqual([entry.demo, entry.source, entry.config], [true, 'demo', {}]);
    assert.equal(world.state('sensor.meter_host')?.value, 'localhost:4711');
    assert.equal(isRunning(world), true);
    await world.parts.admin.update(entry.uid, { disabled: true }, world.context);
    assert.equal(isRunning(world), false);
    await world.parts.admin.update(entry.uid, { disabled: false }, world.context);
    await world.clock.settle();
    assert.equal(isRunning(world), true);
    await world.parts.admin.remove(entry.uid, { withHistory: false }, world.context);
    assert.equal(isRunning(world), false);
  });

  it('gives its place to a real one, with everything that it had brought', async () => {
    await using world = await makeHostWorld({ meter });
    const { entry: demo } = await setUp(world);
    const { entry: real } = await setUp(world, { replaces: demo.uid });
    assert.deepEqual(
      world.parts.entries.all().map(({ uid }) => uid),
      [real.uid],
    );
    assert.equal(isRunning(world), false);
    const left = [...world.kernel.states.all()].map(({ value }) => value);
    assert.deepEqual(left, ['10.0.0.5']);
    await assert.rejects(setUp(world, { replaces: real.uid }), /Only demo entries/);
  });

  it('is refused for an integration that has neither a simulator nor a config that may be empty', async () => {
    await using world = await makeHostWorld({ meter: { code: meter.code } });
    await assert.rejects(setUp(world), /has no demo/);
  });

  it('whose simulator is broken says so, and is tried no further by itself', async () => {
    await using world = await makeHostWorld({ meter: { ...meter, simulator: 'throw new Error("no dice")' } });
    const { entry } = await setUp(world);
    const { state, reason } = world.parts.entries.status(entry.uid);
    assert.equal(state, 'setup_error');
    assert.match(reason ?? '', /no dice/);
  });
});
