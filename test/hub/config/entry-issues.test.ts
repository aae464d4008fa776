import assert from 'node:assert/strict';
import { secret, z } from '@lifeops/lib';
import { formatIssues } from '../../../hub/src/config/config-issue.ts';
import { entryFields } from '../../../hub/src/config/entry-fields.ts';
import { entryIssues } from '../../../hub/src/config/zod-issues.ts';
import { load } from './load-in-memory.ts';

const schema = z.strictObject({
  host: z.hostname(),
  token: secret(z.string().min(8)),
  every_minutes: z.int().min(1).max(60).default(5),
  source: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('ics'), url: z.url() }),
      z.strictObject({ type: z.literal('file') }),
    ])
    .optional(),
  rooms: z.array(z.strictObject({ name: z.string() })).default([]),
  level: z.union([z.string(), z.object({ min: z.number() })]).optional(),
});
const jsonSchema = z.toJSONSchema(schema, { io: 'input' });

async function lines(fields: string, withSchema = true, secrets = ''): Promise<string[]> {
  const loaded = await load({
    'config.yaml': `integrations:\n  - integration: sun\n  - integration: pool\n${fields.replace(/^(?=.)/gm, '    ')}\n`,
    'secrets.yaml': secrets,
  });
  const entry = loaded.config.integrations[1];
  assert.ok(entry);
  const parsed = schema.safeParse(entryFields(loaded, entry, jsonSchema));
  assert.ok(parsed.error);
  return formatIssues({
    issues: entryIssues(parsed.error, loaded.origins, {
      index: 1,
      ...(withSchema ? { schema: jsonSchema } : {}),
    }),
  }).split('\n');
}

describe('entryIssues', () => {
  it("gives the fields of an integration's own schema their places", async () => {
    assert.deepEqual(
      await lines(
        'host: pool.local\ntoken: long enough\nevery_minutes: 90\nrooms:\n  - name: a\n  - nmae: b\nhots: x\n',
      ),
      [
        'config.yaml:6:20 integrations[1].every_minutes: expected a whole number from 1 to 60, got 90',
        'config.yaml:9:9 integrations[1].rooms[1].nmae: unknown key "nmae" (did you mean "name"?)',
        'config.yaml:10:5 integrations[1].hots: unknown key "hots" (did you mean "host"?)',
      ],
    );
  });

  it('says the same without a JSON Schema, as far as the error itself tells', async () => {
    assert.deepEqual(
      await lines('host: pool.local\ntoken: long enough\nevery_minutes: 90\nhots: x\n', false),
      [
        'config.yaml:6:20 integrations[1].every_minutes: expected a number of at most 60, got 90',
        'config.yaml:7:5 integrations[1].hots: unknown key "hots"',
      ],
    );
  });

  it('reports what is missing at the entry, one line for each field', async () => {
    assert.deepEqual(await lines(''), [
      'config.yaml:3:5 integrations[1].host: expected a host name, got nothing',
      'config.yaml:3:5 integrations[1].token: expected text of at least 8 characters, got nothing',
    ]);
  });

  it('looks into the alternative that was meant', async () => {
    const start = 'host: pool.local\ntoken: long enough\n';
    assert.deepEqual(await lines(`${start}source: { type: icz }`), [
      'config.yaml:6:21 integrations[1].source.type: expected "ics" or "file", got "icz"',
    ]);
    assert.deepEqual(await lines(`${start}source: { type: ics, url: nope }`), [
      'config.yaml:6:31 integrations[1].source.url: expected a URL, got "nope"',
    ]);
    assert.deepEqual(await lines(`${start}level: { min: x }`), [
      'config.yaml:6:19 integrations[1].level.min: expected a number, got "x"',
    ]);
    assert.deepEqual(await lines(`${start}level: 3`), [
      'config.yaml:6:12 integrations[1].level: expected text or a map, got 3',
    ]);
  });

  it('shows no secret, whether the field, the tag or the name says that it is one', async () => {
    const hidden = 'hunter2';
    assert.deepEqual(await lines('host: pool.local\ntoken: hunter2'), [
      'config.yaml:5:12 integrations[1].token: expected text of at least 8 characters, got a value that is not shown',
    ]);
    const own = z.object({
      mode: z.string().refine(() => false, { error: (issue) => `bad mode ${String(issue.input)}` }),
    });
    const loaded = await load({
      'config.yaml': 'integrations:\n  - { integration: pool, mode: !secret mode }\n',
      'secrets.yaml': `mode: ${hidden}`,
    });
    const entry = loaded.config.integrations[0];
    assert.ok(entry);
    const parsed = own.safeParse(entryFields(loaded, entry));
    assert.ok(parsed.error);
    assert.deepEqual(
      formatIssues({ issues: entryIssues(parsed.error, loaded.origins, { index: 0 }) }),
      'config.yaml:2:40 integrations[0].mode: bad mode [secret]',
    );
  });
});
