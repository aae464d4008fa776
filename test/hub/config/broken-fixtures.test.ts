import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidInput } from '@lifeops/lib';
import { formatIssues } from '../../../hub/src/config/config-issue.ts';
import { loadConfig } from '../../../hub/src/config/load.ts';
import { nodeConfigFiles } from '../../../hub/src/config/node/node-config-files.ts';
import { broken } from './broken-fixtures.data.ts';

const cwd = join(import.meta.dirname, 'fixtures', 'broken');

async function refusal(file: string): Promise<InvalidInput> {
  try {
    await loadConfig({ file, env: {}, cwd, files: nodeConfigFiles, machineTimeZone: 'Europe/Warsaw' });
  } catch (cause) {
    assert.ok(cause instanceof InvalidInput, String(cause));
    return cause;
  }
  assert.fail(`${file} was taken`);
}

describe('a broken configuration', () => {
  it('has a row in the table for every file there is, and there are at least 40', () => {
    const files = readdirSync(cwd).filter((name) => name.endsWith('.yaml') && name !== 'secrets.yaml');
    assert.deepEqual(
      files.map((name) => name.replace('.yaml', '')).toSorted(),
      Object.keys(broken).toSorted(),
    );
    assert.ok(files.length >= 40);
  });

  for (const [name, lines] of Object.entries(broken)) {
    it(`is refused with one clear error and its place: ${name}`, async () => {
      const error = await refusal(`${name}.yaml`);
      assert.deepEqual(formatIssues(error).split('\n'), lines);
      assert.equal(error.code, 'invalid-config');
      assert.equal(error.issues.length, 1);
      for (const issue of error.issues) {
        assert.ok(issue.file !== undefined && issue.line !== undefined && issue.column !== undefined);
      }
      assert.doesNotMatch(JSON.stringify([error.message, error.issues]), /hunter2secret/);
    });
  }
});
