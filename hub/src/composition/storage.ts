import { mkdir } from 'node:fs/promises';
import type { ClockDep, LogDep, NodeId, RandomDep } from '@lifeops/lib';
import type { SeqReserve } from '../core/bus/seq-counter.ts';
import type { AppTables, Sealer } from '../core/store/tables.ts';
import type { HistoryStore } from '../recorder/ports.ts';
import { openAppDatabase } from '../storage/app/open-app-database.ts';
import type { AppDatabase } from '../storage/app/open-app-database.ts';
import { openHistoryStore } from '../storage/history/open-history-store.ts';
import { lockDataFolder } from '../storage/node/data-folder-lock.ts';
import { openNodeIdentity } from '../storage/node/node-identity.ts';

export interface StorageOptions extends ClockDep, LogDep, RandomDep {
  readonly dataFolder: string;
  readonly databaseUrl: string;
  readonly recorderUrl: string;
}

/** All that the hub keeps on disk, opened for this process alone. */
export interface Storage extends AsyncDisposable {
  readonly node: NodeId;
  readonly sealer: Sealer;
  readonly tables: AppTables;
  readonly database: AppDatabase;
  readonly history: HistoryStore;
}

/** Throws `Conflict` (already-running) when another hub uses the folder. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  await using opening = new AsyncDisposableStack();
  await mkdir(options.dataFolder, { recursive: true, mode: 0o700 });
  opening.use(lockDataFolder(options.dataFolder));
  const { nodeId, sealer } = await openNodeIdentity(options);
  const [database, history] = await Promise.all([
    openAppDatabase({ ...options, url: options.databaseUrl, node: nodeId }).then((opened) =>
      opening.use(opened),
    ),
    openHistoryStore({ ...options, url: options.recorderUrl }).then((opened) => opening.use(opened)),
  ]);
  const held = opening.move();
  return {
    node: nodeId,
    sealer,
    database,
    tables: database.tables,
    history,
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  };
}

const seqKey = 'bus.seq';

/** Where event numbers are reserved: a setting, but never below what history holds, should the setting be lost. */
export const seqReserve = ({ tables, history }: Pick<Storage, 'tables' | 'history'>): SeqReserve => ({
  async last() {
    const row = (await tables.settings.all()).find(({ key }) => key === seqKey);
    return Math.max(typeof row?.value === 'number' ? row.value : 0, await history.lastSeq());
  },
  async reserve(upTo) {
    await tables.settings.put([{ key: seqKey, value: upTo }]);
  },
});
