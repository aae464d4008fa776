import assert from 'node:assert/strict';
import { silentLogger, UlidFactory } from '@lifeops/lib';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';
import { Tokens } from '../../../hub/src/auth/tokens.ts';
import type { Table, TokenRow } from '../../../hub/src/core/store/tables.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';

function twoProcesses(table: Table<TokenRow> = memoryTables().tokens) {
  const clock = new FakeClock();
  const random = new SeededRandom();
  const deps = { clock, random, ids: new UlidFactory({ clock, random }), log: silentLogger };
  const reads = { count: 0 };
  const counted = { ...table, all: () => (reads.count++, table.all()) };
  return {
    clock,
    table,
    reads,
    hub: new Tokens({ ...deps, table: counted }),
    command: new Tokens({ ...deps, table }),
  };
}

const token = { name: 'panel', kind: 'token', userUid: null, role: 'owner', expiresAt: null } as const;

describe('Tokens beside another process', () => {
  it('finds a token that the other made a moment ago, at its first use', async () => {
    const { hub, command } = twoProcesses();
    await hub.load();
    const { secret, row } = await command.create(token);
    assert.equal(hub.find(secret), undefined);
    assert.equal((await hub.findFresh(secret))?.uid, row.uid);
    assert.equal(hub.find(secret)?.uid, row.uid);
  });

  it('reads the table once a second at most, however many guess', async () => {
    const { hub, clock, reads } = twoProcesses();
    const guess = (i: number) => hub.findFresh(`lo_${String(i).padStart(43, 'x')}`);
    await Promise.all(Array.from({ length: 50 }, (_, i) => guess(i)));
    assert.ok(reads.count <= 2, String(reads.count));
    const before = reads.count;
    const more = Promise.all(Array.from({ length: 50 }, (_, i) => guess(i)));
    await clock.advance(900);
    assert.equal(reads.count, before);
    await clock.advance(200);
    await more;
    assert.equal(reads.count, before + 1);
  });

  it('finds a token that is shown while another reading is under way', async () => {
    const inner = memoryTables().tokens;
    const gate = Promise.withResolvers<void>();
    let first = true;
    const slow: Table<TokenRow> = {
      ...inner,
      async all() {
        const rows = await inner.all();
        if (first) {
          first = false;
          await gate.promise;
        }
        return rows;
      },
    };
    const { hub, command, clock } = twoProcesses(slow);
    const guessed = hub.findFresh(`lo_${'x'.repeat(43)}`);
    await clock.settle();
    const { secret } = await command.create(token);
    const found = hub.findFresh(secret);
    gate.resolve();
    assert.equal(await guessed, undefined);
    assert.ok(await clock.until(found));
  });

  it('looks for nothing that has not the form of a token, or is known to be revoked', async () => {
    const { hub, reads } = twoProcesses();
    const { secret, row } = await hub.create(token);
    await hub.revoke(row.uid);
    await hub.findFresh('Bearer');
    await hub.findFresh(secret);
    assert.equal(reads.count, 0);
  });

  it('refuses what the other has revoked, and says so once', async () => {
    const { hub, command } = twoProcesses();
    const { secret, row } = await command.create(token);
    await hub.load();
    const ended: string[] = [];
    using _listening = hub.revoked(({ uid }) => ended.push(uid));
    assert.ok(hub.find(secret));
    await command.revoke(row.uid);
    await hub.reload([row.uid]);
    await hub.reload([row.uid]);
    assert.equal(hub.find(secret), undefined);
    assert.deepEqual(ended, [row.uid]);
  });

  it('keeps revoked what a write of its own has put back meanwhile', async () => {
    const { hub, command, table } = twoProcesses();
    const { secret, row } = await command.create(token);
    await hub.load();
    await command.revoke(row.uid);
    // The time of last use is written with the row as the hub knows it.
    hub.find(secret);
    await hub.reload([row.uid]);
    assert.equal(hub.find(secret), undefined);
    assert.notEqual((await table.all())[0]?.revokedAt, null);
  });

  it('keeps revoked what it has revoked while an older reading was under way', async () => {
    const { hub, command } = twoProcesses();
    const { secret, row } = await command.create(token);
    await hub.load();
    const reading = hub.reload();
    await hub.revoke(row.uid);
    await reading;
    assert.equal(hub.find(secret), undefined);
  });

  it('writes no former row after a revocation when the token is used meanwhile', async () => {
    const { hub, table, clock } = twoProcesses();
    const { secret, row } = await hub.create(token);
    const revoking = hub.revoke(row.uid);
    assert.equal(hub.find(secret), undefined);
    await revoking;
    await clock.settle();
    assert.notEqual((await table.all())[0]?.revokedAt, null);
  });

  it('still knows the token as valid when its revocation could not be stored', async () => {
    const inner = memoryTables().tokens;
    let full = false;
    const { hub } = twoProcesses({
      ...inner,
      put: (rows) => (full ? Promise.reject(new Error('full')) : inner.put(rows)),
    });
    const { secret, row } = await hub.create(token);
    full = true;
    await assert.rejects(hub.revoke(row.uid), /full/);
    full = false;
    await hub.revoke(row.uid);
    assert.equal(hub.find(secret), undefined);
  });
});
