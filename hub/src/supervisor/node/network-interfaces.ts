import { networkInterfaces } from 'node:os';
import type { NetworkPort } from '../machine-watch.ts';

/** Interfaces of this machine that have an address and are not the loopback. */
export const nodeNetwork: NetworkPort = {
  interfaces: () =>
    Object.entries(networkInterfaces())
      .filter(([, addresses]) => addresses?.some(({ internal }) => !internal))
      .map(([name]) => name),
};
