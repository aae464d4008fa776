import { otherHistoryContract, stateHistoryContract } from './history-contract.ts';
import { postgresHistory } from './history-fixture.ts';
import { restartContract } from './restart-contract.ts';

describe('The metrics database on PostgreSQL, needs PostgreSQL', () => {
  stateHistoryContract(postgresHistory);
  otherHistoryContract(postgresHistory);
  restartContract(postgresHistory);
});
