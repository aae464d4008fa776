import { connect } from 'node:net';
import { Aborted, Unavailable } from '../../base/errors.ts';
import type { TcpConnection } from '../ports.ts';

/** Opens a TCP connection. Rejects with `Unavailable` when the other side does not take it, `Aborted` with the signal. */
export function connectTcp(
  address: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<TcpConnection> {
  if (signal.aborted) return Promise.reject(new Aborted(undefined, { cause: signal.reason }));
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const abort = () => socket.destroy(new Aborted(undefined, { cause: signal.reason }));
    signal.addEventListener('abort', abort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', abort));
    const refused = (cause: Error) => reject(translated(cause, address.host));
    socket.once('error', refused);
    socket.once('connect', () => {
      socket.off('error', refused);
      // Errors reach whoever reads or writes; without a listener one in between would end the process.
      socket.on('error', () => {});
      resolve({
        received: readable(socket, address.host),
        send: (data) =>
          new Promise((sent, failed) => {
            socket.write(data, (cause) => (cause ? failed(translated(cause, address.host)) : sent()));
          }),
        [Symbol.asyncDispose]: () =>
          new Promise((closed) => {
            if (socket.closed) closed();
            else socket.once('close', () => closed()).destroy();
          }),
      });
    });
  });
}

async function* readable(socket: AsyncIterable<Uint8Array>, host: string): AsyncGenerator<Uint8Array> {
  try {
    yield* socket;
  } catch (cause) {
    throw translated(cause as Error, host);
  }
}

function translated(cause: Error, host: string): Error {
  if (cause instanceof Aborted) return cause;
  const code = 'code' in cause ? String(cause.code) : cause.name;
  return new Unavailable(`The connection to ${host} failed (${code}).`, {
    cause,
    details: { host, reason: code },
  });
}
