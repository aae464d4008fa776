import { Conflict } from '@lifeops/lib';
import { invalidConfig, issueAt } from './config-issue.ts';
import type { Listener } from './listeners.ts';
import { listenersOf, overlap } from './listeners.ts';
import type { LoadedConfig } from './loaded-config.ts';
import { placeOf } from './origins.ts';

export type PortState = 'free' | 'taken' | 'forbidden' | 'no-such-address';

/** Finds out whether the hub could listen, without keeping the port. */
export interface PortProbe {
  probe(host: string, port: number): Promise<PortState>;
}

/**
 * To be asked before anything starts. `more` are ports that others of the hub are going to open.
 * @throws InvalidInput `invalid-config` when two listeners want one port, or the address cannot be had.
 * @throws Conflict `port-in-use` when another program holds one; `details` has host, port, field and place.
 */
export async function checkPorts(
  loaded: LoadedConfig,
  probe: PortProbe,
  more: readonly Listener[] = [],
): Promise<void> {
  const listeners = [...listenersOf(loaded.config), ...more];
  for (const [index, listener] of listeners.entries()) {
    const other = listeners.slice(0, index).find((earlier) => overlap(earlier, listener));
    if (other) {
      throw refused(loaded, listener, {
        expected: `another port than that of ${other.path.join('.')}`,
        got: String(listener.port),
      });
    }
  }
  for (const listener of listeners) {
    const state = await probe.probe(listener.host, listener.port);
    if (state === 'taken') throw taken(loaded, listener);
    if (state === 'forbidden') {
      throw refused(loaded, listener, {
        expected: 'a port that this user may open (1024 or above)',
        got: String(listener.port),
      });
    }
    if (state === 'no-such-address') {
      const path = [...listener.path.slice(0, -1), 'host'];
      throw refused(
        loaded,
        { ...listener, path },
        { expected: 'an address of this machine', got: JSON.stringify(listener.host) },
      );
    }
  }
}

function taken({ origins }: LoadedConfig, { path, host, port }: Listener): Conflict {
  const place = placeOf(origins.nearest(path));
  const field = path.join('.');
  return new Conflict(
    `Another program listens on ${host}:${port} already (${field}, said in ${place}); nothing was started. Stop it, or choose another port.`,
    { code: 'port-in-use', details: { host, port, field, place } },
  );
}

function refused(
  { origins }: LoadedConfig,
  { path }: Listener,
  what: { readonly expected: string; readonly got: string },
) {
  return invalidConfig([issueAt({ origin: origins.nearest(path), path, ...what })]);
}
