import { tablesContract } from '../tables-contract.ts';
import { openedAt, postgresPlace } from './app-fixture.ts';

describe('The application database on PostgreSQL, needs PostgreSQL', () => {
  tablesContract(async (running) => openedAt(await postgresPlace(running)));
});
