import { silentLogger } from '@lifeops/lib';
import type { Clock, Logger } from '@lifeops/lib';
import { FakeClock } from '@lifeops/lib/testing';
import { openAppDatabase } from '../../../../hub/src/storage/app/open-app-database.ts';
import type { AppDatabase } from '../../../../hub/src/storage/app/open-app-database.ts';
import { postgresFor } from '../../../postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A place for an application database that can be opened again and again. */
export interface AppPlace extends AsyncDisposable {
  readonly url: string;
  readonly dataFolder: string;
  open(options?: {
    readonly clock?: Clock;
    readonly log?: Logger;
    readonly node?: string;
  }): Promise<AppDatabase>;
}

export async function sqlitePlace(): Promise<AppPlace> {
  return place('sqlite:lifeops.db');
}

export async function postgresPlace(running: Mocha.Context): Promise<AppPlace> {
  const server = await postgresFor(running);
  return place(await server.newDatabase());
}

async function place(url: string): Promise<AppPlace> {
  const folder = await temporaryFolder();
  return {
    url,
    dataFolder: folder.path,
    open: ({ clock = new FakeClock(), log = silentLogger, node = 'node1' } = {}) =>
      openAppDatabase({ url, dataFolder: folder.path, clock, log, node }),
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

/** Opens the database, gives it to who asks, and ends both together. */
export async function openedAt(where: AppPlace): Promise<AppDatabase> {
  const database = await where.open();
  return {
    ...database,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      await where[Symbol.asyncDispose]();
    },
  };
}
