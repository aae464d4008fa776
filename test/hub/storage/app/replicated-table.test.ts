import { sqlitePlace } from './app-fixture.ts';
import { replicationContract } from './replication-contract.ts';

describe('The replicated repository on SQLite', () => {
  replicationContract(sqlitePlace);
});
