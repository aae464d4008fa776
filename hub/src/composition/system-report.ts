import { asError } from '@lifeops/lib';
import type { ClockDep } from '@lifeops/lib';
import type { SystemReport } from '../api/operations/ports.ts';
import type { ConfigEntries } from '../core/config-entries/config-entries.ts';
import type { Recorder } from '../recorder/recorder.ts';
import type { HealthRegistry } from '../supervisor/health-registry.ts';
import type { MachineWatch } from '../supervisor/machine-watch.ts';

/** How the hub is, for `/health` and `/status`. */
export const systemReport = (deps: {
  readonly version: string;
  readonly nodeId: string;
  readonly health: HealthRegistry;
  readonly machine: MachineWatch;
  readonly entries: ConfigEntries;
}): SystemReport => ({
  version: deps.version,
  nodeId: deps.nodeId,
  get health() {
    return deps.health.overall();
  },
  get uptimeSeconds() {
    return deps.health.uptimeSeconds;
  },
  get demo() {
    return deps.entries.all().some((entry) => entry.demo && entry.disabledBy === null);
  },
  parts: () => deps.health.parts().map(({ name, status, detail }) => ({ name, status, detail })),
  machine: () => deps.machine.report(),
});

/** Parts that tell how they are when they are asked. */
export function askParts(
  health: HealthRegistry,
  parts: { readonly recorder: Recorder; readonly entries: ConfigEntries } & ClockDep,
): Disposable {
  const { recorder, entries } = parts;
  const held = new DisposableStack();
  held.use(
    health.ask('recorder', () => {
      const { problem, waitingRows } = recorder;
      if (problem === null) return { status: 'ok', detail: null };
      return {
        status: 'degraded',
        detail: `${asError(problem).message} ${waitingRows} rows wait in memory.`,
      };
    }),
  );
  held.use(
    health.ask('integrations', () => {
      const down = entries.all().filter(({ uid, disabledBy }) => {
        const { state, needsReauth } = entries.status(uid);
        return (
          disabledBy === null &&
          (needsReauth || state === 'setup_error' || state === 'setup_retry' || state === 'migration_error')
        );
      });
      if (down.length === 0) return { status: 'ok', detail: null };
      return {
        status: 'degraded',
        detail: `Not running: ${down.map(({ title }) => title).join(', ')}. The integrations page says why.`,
      };
    }),
  );
  return held;
}
