import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFixture, root } from '../fixtures.ts';
import { loopbackHttp } from '../loopback-http.ts';
import { startWorld } from '../oura-world.ts';
import type { OuraWorld } from '../oura-world.ts';

interface Entry {
  readonly file: string;
  readonly path: string;
  readonly query: string;
  readonly status: number;
  readonly schema: string;
}
const { entries } = readFixture('manifest.json') as { readonly entries: readonly Entry[] };

const openapiPath = join(root, '../shared/data/oura/openapi.json');
const hasOpenapi = existsSync(openapiPath);

async function ask(world: OuraWorld, { path, query }: Pick<Entry, 'path' | 'query'>) {
  const { access_token: token } = world.simulator.account.issue();
  return loopbackHttp({
    url: `${world.simulator.url}${path}${query === '' ? '' : `?${query}`}`,
    method: 'GET',
    headers: { authorization: `Bearer ${token}` },
    query: {},
    body: null,
    signal: world.signal,
  });
}

describe('The simulated cloud with the original fixtures', () => {
  for (const entry of entries) {
    it(`answers ${entry.file} to the request that belongs to it`, async () => {
      await using world = await startWorld();
      const reply = await ask(world, entry);
      assert.equal(reply.status, entry.status);
      assert.match(reply.headers['content-type'] ?? '', /^application\/json/);
      assert.deepEqual(JSON.parse(reply.text), readFixture(entry.file));
    });
  }

  it('answers single documents bare', async () => {
    await using world = await startWorld();
    const [night] = (readFixture('sleep.json') as { readonly data: readonly { readonly id: string }[] }).data;
    const reply = await ask(world, { path: `/v2/usercollection/sleep/${night?.id}`, query: '' });
    assert.deepEqual(JSON.parse(reply.text), night);
  });
});

(hasOpenapi ? describe : describe.skip)(
  "The simulated cloud by Oura's own description (skipped without it)",
  () => {
    const openapi = hasOpenapi ? (JSON.parse(readFileSync(openapiPath, 'utf8')) as object) : {};
    const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
    ajv.addSchema({ ...openapi, $id: 'oura' });
    const check = (schema: string, body: unknown): void => {
      const validate = ajv.compile({ $ref: `oura#/components/schemas/${schema}` });
      assert.equal(validate(body), true, ajv.errorsText(validate.errors));
    };

    it('can tell a wrong body from a right one', () => {
      assert.throws(() => check('PersonalInfoResponse', { age: 'old' }));
    });

    for (const original of [true, false]) {
      for (const entry of entries) {
        it(`answers ${entry.path}?${entry.query} as described, ${original ? 'original' : 'moved to today'}`, async () => {
          await using world = await startWorld({ original, pageSize: 1000 });
          if (!original && entry.query.includes('next_token')) {
            const reply = await ask(world, entry);
            assert.equal(reply.status, 422, 'a token of another question is refused');
            check('HTTPValidationError', JSON.parse(reply.text));
            return;
          }
          const reply = await ask(world, entry);
          assert.equal(reply.status, 200);
          check(entry.schema, JSON.parse(reply.text));
        });
      }
    }
  },
);
