import type { Path } from './config-node.ts';
import type { Config } from './loaded-config.ts';

/** A port that the hub is going to listen on, and the field that says so. */
export interface Listener {
  readonly path: Path;
  readonly host: string;
  readonly port: number;
}

export function listenersOf({ server }: Pick<Config, 'server'>): Listener[] {
  const { host, port, status } = server;
  const main: Listener = { path: ['server', 'port'], host, port };
  return status.enabled
    ? [main, { path: ['server', 'status', 'port'], host: status.host, port: status.port }]
    : [main];
}

/** Whether one of two listeners would find the port taken by the other. */
export function overlap(a: Listener, b: Listener): boolean {
  return a.port === b.port && (a.host === b.host || [a.host, b.host].some((host) => everywhere.has(host)));
}

const everywhere: ReadonlySet<string> = new Set(['0.0.0.0', '::']);
