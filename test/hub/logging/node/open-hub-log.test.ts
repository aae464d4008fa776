import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeClock } from '@lifeops/lib/testing';
import { openHubLog } from '../../../../hub/src/logging/node/open-hub-log.ts';

describe('openHubLog', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'lifeops-log-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const terminal = () => {
    const printed: string[] = [];
    return { printed, isTTY: false, write: (text: string) => void printed.push(text) };
  };

  it('writes all to lifeops.log, errors to error.log too, and the terminal in its format', async () => {
    const shown = terminal();
    {
      await using opened = openHubLog({
        clock: new FakeClock(),
        level: 'info',
        format: 'pretty',
        terminal: shown,
        dataFolder: folder,
      });
      opened.hubLog.logger.info('well', { a: 1 });
      opened.hubLog.logger.error('not well');
    }
    const read = async (name: string) =>
      (await readFile(join(folder, 'logs', name), 'utf8'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).message);
    assert.deepEqual(await read('lifeops.log'), ['well', 'not well']);
    assert.deepEqual(await read('error.log'), ['not well']);
    assert.match(shown.printed[0] ?? '', /INFO {2}well a=1\n$/);
  });

  it('prints JSON lines on the terminal where that is asked for', async () => {
    const shown = terminal();
    await using opened = openHubLog({
      clock: new FakeClock(),
      level: 'info',
      format: 'json',
      terminal: shown,
    });
    opened.hubLog.logger.info('well');
    assert.equal(JSON.parse(shown.printed[0] ?? '').message, 'well');
  });

  it('has the terminal alone, and says so, where the folder cannot be used', async () => {
    const shown = terminal();
    await writeFile(join(folder, 'logs'), 'a file is in the way');
    await using opened = openHubLog({
      clock: new FakeClock(),
      level: 'info',
      format: 'pretty',
      terminal: shown,
      dataFolder: folder,
    });
    assert.ok(opened.problem());
    assert.match(shown.printed.join(''), /log files cannot be written/);
  });
});
