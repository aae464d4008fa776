import { silentLogger } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import type { HistoryStore } from '../../../../hub/src/recorder/ports.ts';
import { openHistoryStore } from '../../../../hub/src/storage/history/open-history-store.ts';
import { postgresFor } from '../../../postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export interface OpenedHistory extends AsyncDisposable {
  readonly store: HistoryStore;
  readonly url: string;
  readonly dataFolder: string;
  /** Closes it and opens it again. */
  reopen(): Promise<HistoryStore>;
}

export const sqliteHistory = (): Promise<OpenedHistory> => opened('sqlite:metrics.db');

export async function postgresHistory(running: Mocha.Context): Promise<OpenedHistory> {
  const server = await postgresFor(running);
  return opened(await server.newDatabase());
}

async function opened(url: string): Promise<OpenedHistory> {
  const folder = await temporaryFolder();
  const open = () =>
    openHistoryStore({ url, dataFolder: folder.path, clock: new FakeClock(), log: silentLogger });
  let store = await open();
  return {
    get store() {
      return store;
    },
    url,
    dataFolder: folder.path,
    async reopen() {
      await store[Symbol.asyncDispose]();
      store = await open();
      return store;
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}
