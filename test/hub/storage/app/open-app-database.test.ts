import { tablesContract } from '../tables-contract.ts';
import { openedAt, sqlitePlace } from './app-fixture.ts';

describe('The application database on SQLite', () => {
  tablesContract(async () => openedAt(await sqlitePlace()));
});
