import assert from 'node:assert/strict';
import { memoryTables } from '../../../../hub/src/storage/memory/memory-tables.ts';
import { area } from '../sample-rows.ts';
import { tablesContract } from '../tables-contract.ts';

describe('The application tables in memory', () => {
  tablesContract(async () => ({ tables: memoryTables(), async [Symbol.asyncDispose]() {} }));

  it('hand out copies, so that a change to a row that was read changes nothing', async () => {
    const { areas } = memoryTables();
    await areas.put([area]);
    for (const read of await areas.all()) read.labels.push('changed');
    assert.deepEqual(await areas.all(), [area]);
  });
});
