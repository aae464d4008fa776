import { otherHistoryContract, stateHistoryContract } from './history-contract.ts';
import { sqliteHistory } from './history-fixture.ts';
import { restartContract } from './restart-contract.ts';

describe('The metrics database on SQLite', () => {
  stateHistoryContract(sqliteHistory);
  otherHistoryContract(sqliteHistory);
  restartContract(sqliteHistory);
});
