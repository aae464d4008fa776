import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, UlidFactory } from '@lifeops/lib';
import { FakeClock, SeededRandom } from '@lifeops/lib/testing';
import {
  forgetTokenChanges,
  noteTokenChange,
  watchTokenChanges,
} from '../../../../hub/src/auth/node/token-changes.ts';

describe('watchTokenChanges', () => {
  let dataFolder: string;
  beforeEach(async () => (dataFolder = await mkdtemp(join(tmpdir(), 'lifeops-tokens-'))));
  afterEach(() => rm(dataFolder, { recursive: true, force: true }));

  function watched() {
    const clock = new FakeClock();
    const ids = new UlidFactory({ clock, random: new SeededRandom() });
    const reloads: (readonly string[])[] = [];
    const state = { broken: false };
    /** Waits for the work with the file that a look does. */
    const look = async () => {
      await clock.advance(500);
      const deadline = performance.now() + 5000;
      while (clock.pending.length === 0 && performance.now() < deadline) await clock.settle();
    };
    const watch = watchTokenChanges({
      clock,
      log: silentLogger,
      dataFolder,
      tokens: {
        async reload(uids) {
          if (state.broken) throw new Error('no database');
          reloads.push(uids);
        },
      },
    });
    return { clock, ids, reloads, state, look, watch };
  }

  it('has tokens read again once for each change, within a second, with what was revoked', async () => {
    const { ids, reloads, look, watch } = watched();
    using _watch = watch;
    await look();
    assert.deepEqual(reloads, []);
    await noteTokenChange(dataFolder, { kind: 'created', uid: ids.next() });
    await look();
    assert.deepEqual(reloads, [[]]);
    const [a, b] = [ids.next(), ids.next()];
    await noteTokenChange(dataFolder, { kind: 'revoked', uid: a });
    await noteTokenChange(dataFolder, { kind: 'revoked', uid: b });
    await look();
    await look();
    assert.deepEqual(reloads, [[], [a, b]]);
  });

  it('tries again what failed', async () => {
    const { ids, reloads, look, state, watch } = watched();
    using _watch = watch;
    const uid = ids.next();
    state.broken = true;
    await noteTokenChange(dataFolder, { kind: 'revoked', uid });
    await look();
    state.broken = false;
    await look();
    assert.deepEqual(reloads, [[uid]]);
  });

  it('waits for the rest of a line, and passes over what is none of ours', async () => {
    const { ids, reloads, look, watch } = watched();
    using _watch = watch;
    const uid = ids.next();
    const file = join(dataFolder, 'tokens.changed');
    await appendFile(file, `nonsense\nrevoked ../../etc\nrevoked ${uid.slice(0, 10)}`);
    await look();
    assert.deepEqual(reloads, [[]]);
    await appendFile(file, `${uid.slice(10)}\n`);
    await look();
    assert.deepEqual(reloads.at(-1), [uid]);
  });

  it('begins anew when the file was forgotten', async () => {
    const { ids, reloads, look, watch } = watched();
    using _watch = watch;
    await noteTokenChange(dataFolder, { kind: 'revoked', uid: ids.next() });
    await look();
    await forgetTokenChanges(dataFolder);
    await look();
    const uid = ids.next();
    await noteTokenChange(dataFolder, { kind: 'revoked', uid });
    await look();
    assert.deepEqual(reloads.at(-1), [uid]);
  });

  it('looks no more when it is disposed', async () => {
    const { clock, watch } = watched();
    watch[Symbol.dispose]();
    assert.deepEqual(clock.pending, []);
  });
});
