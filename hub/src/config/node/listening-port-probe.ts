import { once } from 'node:events';
import { createServer } from 'node:net';
import { asError } from '@lifeops/lib';
import type { PortProbe, PortState } from '../check-ports.ts';

/** Asks the system by listening for a moment. */
export const listeningPortProbe: PortProbe = {
  async probe(host, port) {
    const server = createServer();
    try {
      server.listen({ host, port, exclusive: true });
      await once(server, 'listening');
    } catch (cause) {
      const error = asError(cause);
      const state = 'code' in error ? states[String(error.code)] : undefined;
      if (state === undefined) throw error;
      return state;
    }
    server.close();
    await once(server, 'close');
    return 'free';
  },
};

const states: Readonly<Record<string, PortState>> = {
  EADDRINUSE: 'taken',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EADDRNOTAVAIL: 'no-such-address',
  ENOTFOUND: 'no-such-address',
  EAI_AGAIN: 'no-such-address',
};
