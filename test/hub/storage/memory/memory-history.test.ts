import { MemoryHistoryStore } from '../../../../hub/src/storage/memory/memory-history.ts';
import { otherHistoryContract, stateHistoryContract } from '../history/history-contract.ts';

describe('The history in memory', () => {
  const open = async () => ({ store: new MemoryHistoryStore(), async [Symbol.asyncDispose]() {} });
  stateHistoryContract(open);
  otherHistoryContract(open);
});
