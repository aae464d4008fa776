import { postgresPlace } from './app-fixture.ts';
import { replicationContract } from './replication-contract.ts';

describe('The replicated repository on PostgreSQL, needs PostgreSQL', () => {
  replicationContract(postgresPlace);
});
