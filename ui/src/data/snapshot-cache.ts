import type { ClientState } from '@lifeops/lib/client';
import type { CompactChange } from '@lifeops/lib/protocol';
import type { Hub } from './hub.ts';
import { wireObject } from './wire-json.ts';

/** What the first paint needs; the rest is read when its page opens. */
const kept = [
  'entities.list',
  'devices.list',
  'areas.list',
  'site.get',
  'auth.me',
  'calendar.events',
  'notifications.list',
];
const saveEveryMs = 5000;
const oldestMs = 7 * 24 * 3_600_000;

interface Snapshot {
  readonly savedAt: number;
  readonly token: string;
  readonly states: readonly ClientState[];
  readonly queries: readonly {
    readonly key: readonly unknown[];
    readonly data: unknown;
    readonly at: number;
  }[];
}

/** Shows the last known home at once, marked stale until the hub says what is so now. */
export async function restoreSnapshot({ client, queries, session }: Hub): Promise<void> {
  const snapshot = await readSnapshot();
  if (!snapshot || snapshot.token !== session.token || Date.now() - snapshot.savedAt > oldestMs) return;
  client.states.reset(snapshot.states.map(staleChange), 0);
  for (const { key, data, at } of snapshot.queries) queries.setQueryData(key, data, { updatedAt: at });
  void queries.invalidateQueries();
}

/** Keeps the snapshot current until disposed; signing out removes it. */
export function keepSnapshot(hub: Hub): Disposable {
  const save = () => {
    if (hub.session.token !== undefined && document.visibilityState === 'visible')
      void writeSnapshot(snapshotOf(hub));
  };
  const timer = setInterval(save, saveEveryMs);
  const first = hub.client.statusChanged((status) => {
    if (status === 'live') setTimeout(save, 1500);
  });
  const end = hub.session.subscribe(() => {
    if (hub.session.token === undefined) void writeSnapshot(undefined);
  });
  return {
    [Symbol.dispose]: () => {
      clearInterval(timer);
      first[Symbol.dispose]();
      end();
    },
  };
}

function snapshotOf({ client, queries, session }: Hub): Snapshot {
  const entries = queries.getQueryCache().getAll();
  return {
    savedAt: Date.now(),
    token: session.token ?? '',
    states: client.states.all(),
    queries: entries
      .filter(({ queryKey, state }) => kept.includes(String(queryKey[0])) && state.data !== undefined)
      .map(({ queryKey, state }) => ({ key: queryKey, data: state.data, at: state.dataUpdatedAt })),
  };
}

/** Seq 0, so that whatever the hub says is newer. */
const staleChange = (state: ClientState): CompactChange => ({
  u: state.uid,
  e: state.entityId,
  q: 0,
  v: state.value,
  s: state.status === 'ok' ? 'stale' : state.status,
  a: wireObject(state.attributes),
  c: state.changedAt,
  t: state.updatedAt,
  ...(state.measuredAt === undefined ? {} : { m: state.measuredAt }),
  x: { id: state.contextId, parent: null, cause: 'system', ref: null, node: '' },
});

const cacheName = 'lifeops-snapshot';
const cachePath = '/snapshot.json';

/** In IndexedDB: a home of a thousand entities is too large for local storage. A browser without it starts empty. */
async function readSnapshot(): Promise<Snapshot | undefined> {
  try {
    return await inStore<Snapshot | undefined>('readonly', (store) => store.get(cachePath));
  } catch {
    return undefined;
  }
}

async function writeSnapshot(snapshot: Snapshot | undefined): Promise<void> {
  try {
    await inStore('readwrite', (store) =>
      snapshot === undefined ? store.delete(cachePath) : store.put(snapshot, cachePath),
    );
  } catch {
    // Without it the next start is only slower.
  }
}

function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(cacheName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('snapshots');
    opening.onerror = () => reject(opening.error ?? new DOMException('The cache cannot be opened.'));
    opening.onsuccess = () => {
      const request = work(opening.result.transaction('snapshots', mode).objectStore('snapshots'));
      request.onsuccess = () => resolve(request.result as T);
      request.onerror = () => reject(request.error ?? new DOMException('The cache cannot be read.'));
      request.transaction?.addEventListener('complete', () => opening.result.close());
    };
  });
}
