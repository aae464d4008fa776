import { useCallback, useSyncExternalStore } from 'react';
import type { ConnectionStatus, QueuedWrite } from '@lifeops/lib/client';
import { useHub } from './context.ts';
import type { ShownState } from './pending-store.ts';
import type { Signal } from './signal.ts';

/** The live state of one entity with what was asked of it laid over; draws its caller again for that entity alone. */
export function useEntity(uid: string): ShownState | undefined {
  const { pending } = useHub();
  return useSyncExternalStore(
    useCallback((listener) => pending.subscribe(uid, listener), [pending, uid]),
    useCallback(() => pending.get(uid), [pending, uid]),
  );
}

/** Something of many entities, drawn again only when `select` gives another string or number. */
export function useStates<T extends string | number | boolean>(
  uids: readonly string[],
  select: (states: readonly (ShownState | undefined)[]) => T,
): T {
  const { pending } = useHub();
  const key = uids.join();
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = key === '' ? [] : key.split(',').map((uid) => pending.subscribe(uid, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [pending, key],
  );
  return useSyncExternalStore(subscribe, () => select(uids.map((uid) => pending.get(uid))));
}

export const useSignal = <T>(signal: Signal<T>): T => useSyncExternalStore(signal.subscribe, signal.get);

export function useConnection(): ConnectionStatus {
  const { client } = useHub();
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const subscription = client.statusChanged(listener);
        return () => {
          subscription[Symbol.dispose]();
        };
      },
      [client],
    ),
    () => client.status,
  );
}

/** Writes that wait in this browser for the hub. */
export function useQueuedWrites(): readonly QueuedWrite[] {
  const { client } = useHub();
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const subscription = client.queue.changed(listener);
        return () => {
          subscription[Symbol.dispose]();
        };
      },
      [client],
    ),
    () => client.queue.writes,
  );
}
