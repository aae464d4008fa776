import { QueryClient } from '@tanstack/react-query';
import { HubClient, Unavailable } from '@lifeops/lib/client';
import type { QueuedWrite, QueueStorage } from '@lifeops/lib/client';
import { LocalStore } from './local-store.ts';
import { Notices } from './notices.ts';
import { PendingStore } from './pending-store.ts';
import { Session } from './session.ts';

/** All that the pages share: one of each for a tab, made by `main.tsx` and handed down by `HubContext`. */
export interface Hub {
  readonly client: HubClient;
  readonly session: Session;
  readonly queries: QueryClient;
  /** What a person asked for and the hub has not shown yet. */
  readonly pending: PendingStore;
  readonly notices: Notices;
}

export function createHub(url: string, storage: Storage): Hub {
  const store = new LocalStore(storage);
  const notices = new Notices();
  const session = new Session(store);
  const client = new HubClient({
    url,
    queueStorage: queueIn(store),
    onError: (cause) => notices.failure(cause),
    ...(session.token === undefined ? {} : { token: session.token }),
  });
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 24 * 3_600_000,
        refetchOnWindowFocus: false,
        retry: (count, cause) => cause instanceof Unavailable && count < 2,
      },
    },
  });
  return { client, session, queries, notices, pending: new PendingStore(client.states) };
}

const queueIn = (store: LocalStore): QueueStorage => ({
  load: () => store.read<readonly QueuedWrite[]>('queue') ?? [],
  save: (writes) => store.write('queue', writes),
});
