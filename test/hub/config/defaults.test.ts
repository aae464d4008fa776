import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { defaultConfig } from '../../../hub/src/config/defaults.ts';
import { configJsonSchema, describeSchema } from '../../../hub/src/config/json-schema.ts';
import { load } from './load-in-memory.ts';

const example = readFileSync(join(import.meta.dirname, '../../../config.yaml.example'), 'utf8');

describe('config.yaml.example', () => {
  it('says exactly what the hub starts with when there is no file', () => {
    assert.deepEqual(parse(example), defaultConfig);
  });

  it('is valid as it stands and gives the same configuration', async () => {
    const [copied, embedded] = [await load({ 'config.yaml': example }), await load({})];
    const bare = ({ config }: typeof copied) =>
      JSON.parse(
        JSON.stringify(config, (key, value: unknown) => (key === 'origin' ? undefined : value)),
      ) as unknown;
    assert.deepEqual(bare(copied), bare(embedded));
    assert.equal(copied.config.database.url.reveal(), embedded.config.database.url.reveal());
  });

  it('stays valid with every commented setting switched on', async () => {
    const all = example.replaceAll(
      /^( *)# ((?:time_zone|url|cors|trusted_proxies|status|source|client_id|client_secret): )/gm,
      '$1$2',
    );
    const { config } = await load({
      'config.yaml': all,
      'secrets.yaml': 'oura_client_id: a\noura_client_secret: b\n',
    });
    assert.equal(config.server.url, 'https://home.example.org');
    assert.equal(config.server.status.enabled, true);
    assert.equal(config.site.time_zone, 'Europe/Stockholm');
    assert.deepEqual(Object.keys(config.integrations[4]?.fields ?? {}), ['client_id', 'client_secret']);
  });
});

describe('configJsonSchema', () => {
  it('carries ranges, defaults and marks, and nothing of the machine it was made on', () => {
    const fields = new Map(describeSchema(configJsonSchema()).map((field) => [field.field, field]));
    assert.deepEqual(
      [fields.get('server.port')?.default, fields.get('server.port')?.schema.maximum],
      [8000, 65535],
    );
    assert.equal(fields.get('database.url')?.schema['x-secret'], true);
    assert.equal(fields.get('site.time_zone')?.default, undefined);
    assert.ok(fields.has('integrations[].integration'));
  });

  it('gives every field a title', () => {
    const nameless = describeSchema().filter((field) => field.title === undefined);
    assert.deepEqual(
      nameless.map((field) => field.field),
      [],
    );
  });
});
