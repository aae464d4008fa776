import assert from 'node:assert/strict';
import { InvalidInput } from '@lifeops/lib';
import { parseDatabaseUrl } from '../../../hub/src/storage/database-url.ts';

describe('The URL of a database', () => {
  it('names a file in the data folder, or anywhere by its full path', () => {
    assert.deepEqual(parseDatabaseUrl('sqlite:lifeops.db', '/data'), {
      kind: 'sqlite',
      file: '/data/lifeops.db',
    });
    assert.deepEqual(parseDatabaseUrl('sqlite:/mnt/a b.db', '/data'), {
      kind: 'sqlite',
      file: '/mnt/a b.db',
    });
  });

  it('names a PostgreSQL database', () => {
    for (const url of ['postgres://u:p@h/d', 'postgresql://h:5/d?sslmode=require']) {
      assert.deepEqual(parseDatabaseUrl(url, '/data'), { kind: 'postgres', url });
    }
  });

  it('is refused when it is neither, without repeating a password', () => {
    for (const url of ['', 'sqlite:', 'sqlite::memory:', 'mysql://root:hunter2@h/d', 'lifeops.db']) {
      assert.throws(
        () => parseDatabaseUrl(url, '/data'),
        (cause) =>
          cause instanceof InvalidInput &&
          cause.code === 'invalid-config' &&
          !cause.message.includes('hunter2'),
      );
    }
  });
});
