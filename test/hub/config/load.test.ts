import assert from 'node:assert/strict';
import { Secret } from '@lifeops/lib';
import { entryFields } from '../../../hub/src/config/entry-fields.ts';
import { load, problems } from './load-in-memory.ts';

describe('loadConfig', () => {
  it('starts from the embedded demo house and says so when there is no file', async () => {
    const loaded = await load({});
    assert.equal(loaded.usesDefaults, true);
    assert.equal(loaded.file, undefined);
    assert.deepEqual(
      loaded.config.integrations.map((entry) => [entry.integration, entry.demo]),
      [
        ['demo', true],
        ['sun', false],
        ['system', false],
        ['calendar', true],
        ['oura', true],
      ],
    );
    assert.equal(loaded.config.automations.length, 2);
    assert.equal(loaded.config.site.time_zone, 'Europe/Warsaw');
    assert.equal(loaded.dataFolder, '/home/data');
  });

  it('brings no demo house into a file that names no integrations', async () => {
    const { config, usesDefaults } = await load({ 'config.yaml': 'server: { port: 8100 }\nintegrations:\n' });
    assert.equal(usesDefaults, false);
    assert.deepEqual(config.integrations, []);
    assert.equal(config.server.port, 8100);
    assert.equal(config.server.url, 'http://localhost:8100');
    assert.equal(config.recorder.retention.states_days, 40);
  });

  it('takes an empty file as one that says nothing', async () => {
    assert.equal((await load({ 'config.yaml': '' })).config.site.name, 'Home');
  });

  it('lays file, environment file, .env, environment and flags over each other in this order', async () => {
    const texts: Record<string, string> = { 'config.yaml': 'server: { port: 1001 }' };
    const port = async (said = {}) => (await load(texts, said)).config.server.port;
    assert.equal(await port(), 1001);
    texts['config.production.yaml'] = 'server: { port: 1002 }';
    assert.equal(await port(), 1001);
    assert.equal(await port({ env: { LIFEOPS_ENV: 'production' } }), 1002);
    texts['.env'] = 'LIFEOPS_ENV=production\nLIFEOPS__SERVER__PORT=1003\n';
    assert.equal(await port(), 1003);
    assert.equal(await port({ env: { LIFEOPS_PORT: '1004' } }), 1004);
    assert.equal(await port({ env: { LIFEOPS_PORT: '1004', LIFEOPS__SERVER__PORT: '1005' } }), 1005);
    assert.equal(await port({ env: { LIFEOPS_PORT: '1004' }, flags: { port: '1006' } }), 1006);
    assert.equal(await port({ flags: { port: '1006', set: ['server.port=1007'] } }), 1007);
  });

  it('merges maps key by key and replaces lists', async () => {
    const { config } = await load(
      {
        'config.yaml': 'server: { port: 1001, cors: [https://a.example, https://b.example] }',
        'config.test.yaml': 'server: { host: 0.0.0.0, cors: [https://c.example] }\nlog:\n',
      },
      { env: { LIFEOPS_ENV: 'test' } },
    );
    assert.deepEqual([config.server.port, config.server.host], [1001, '0.0.0.0']);
    assert.deepEqual(config.server.cors, ['https://c.example']);
  });

  it('knows where each value was said', async () => {
    const { origins } = await load(
      {
        'config.yaml': 'site:\n  name: Cabin\nserver: !include server.yaml\n',
        'server.yaml': '\nport: 8001\n',
      },
      { env: { LIFEOPS_LOG_LEVEL: 'debug' }, flags: { host: '0.0.0.0' } },
    );
    assert.deepEqual(origins.at('/site/name'), { from: 'file', file: 'config.yaml', line: 2, column: 9 });
    assert.deepEqual(origins.at('/server/port'), { from: 'file', file: 'server.yaml', line: 2, column: 7 });
    assert.deepEqual(origins.at('/log/level'), { from: 'environment', name: 'LIFEOPS_LOG_LEVEL' });
    assert.deepEqual(origins.at(['server', 'host']), { from: 'flag', name: '--host' });
    assert.deepEqual(origins.at('/site/currency'), { from: 'default' });
    assert.equal(origins.isSet('/site/name'), true);
    assert.equal(origins.isSet('/site/currency'), false);
  });

  it('finds the file by flag, then by LIFEOPS_CONFIG, and refuses one that is not there', async () => {
    const texts = {
      'a.yaml': 'site: { name: A }',
      'etc/b.yaml': 'site: { name: B }',
      'config.yaml': 'site: { name: C }',
    };
    const env = { LIFEOPS_CONFIG: 'etc/b.yaml' };
    assert.equal((await load(texts, { env, flags: { config: 'a.yaml' } })).config.site.name, 'A');
    const loaded = await load(texts, { env });
    assert.deepEqual(
      [loaded.config.site.name, loaded.file, loaded.dataFolder],
      ['B', '/home/etc/b.yaml', '/home/etc/data'],
    );
    assert.deepEqual(await problems(texts, { env: { LIFEOPS_CONFIG: 'gone.yaml' } }), [
      'LIFEOPS_CONFIG: expected a configuration file, got no such file: gone.yaml',
    ]);
    assert.deepEqual(await problems(texts, { flags: { config: 'etc' } }), [
      '--config: expected a configuration file, got the folder etc',
    ]);
  });

  it('takes the data folder from the flag, then from LIFEOPS_DATA', async () => {
    const env = { LIFEOPS_DATA: '/var/lib/lifeops' };
    assert.equal((await load({}, { env })).dataFolder, '/var/lib/lifeops');
    assert.equal((await load({}, { env, flags: { data: 'mine' } })).dataFolder, '/home/mine');
  });

  it('names the variable or flag that is wrong', async () => {
    assert.deepEqual(
      await problems(
        { '.env': '# mine\nLIFEOPS_LOG_FORMAT=xml\n' },
        {
          env: {
            LIFEOPS_PORT: 'eighty',
            LIFEOPS__SERVER__PRT: '1',
            LIFEOPS__SERVER__CORS: 'https://a.example, b',
          },
          flags: { logLevel: 'loud' },
        },
      ),
      [
        '--log-level log.level: expected one of "error", "warn", "info", "debug", got "loud"',
        '.env:2:1 log.format: expected one of "pretty", "json", got "xml"',
        'LIFEOPS__SERVER__CORS server.cors[1]: expected an origin such as https://panel.example.org, without a path, got "b"',
        'LIFEOPS__SERVER__PRT server.prt: unknown key "prt" (did you mean "port"?)',
        'LIFEOPS_PORT server.port: expected a whole number from 1 to 65535, got "eighty"',
      ],
    );
  });

  it('refuses a .env line, a variable name, a --set and an environment that make no sense', async () => {
    assert.deepEqual(await problems({ '.env': 'A=1\nhunter2secret\nB="open\n' }), [
      '.env:2:1: expected NAME=value, got something else',
      '.env:3:1: the quotes of B are not closed',
    ]);
    assert.deepEqual(
      await problems({}, { env: { LIFEOPS__SERVER____PORT: '1', LIFEOPS____PROTO____X: '1' } }),
      [
        'LIFEOPS____PROTO____X: expected a name such as LIFEOPS__SERVER__PORT, got LIFEOPS____PROTO____X',
        'LIFEOPS__SERVER____PORT: expected a name such as LIFEOPS__SERVER__PORT, got LIFEOPS__SERVER____PORT',
      ],
    );
    assert.deepEqual(await problems({}, { flags: { set: ['server.port'] } }), [
      '--set: expected FIELD=VALUE, such as server.port=8001, got something else',
    ]);
    assert.deepEqual(await problems({}, { env: { LIFEOPS_ENV: '../../etc' } }), [
      'LIFEOPS_ENV: expected letters, digits, - and _ in LIFEOPS_ENV, got something else',
    ]);
  });

  it('reads lists, maps, numbers and switches from the environment as the schema wants them', async () => {
    const { config } = await load(
      { 'config.yaml': '' },
      {
        env: {
          LIFEOPS__SERVER__CORS: '[https://a.example, https://b.example]',
          LIFEOPS__SERVER__STATUS__ENABLED: 'on',
          LIFEOPS__SITE__NAME: '42',
          LIFEOPS__SITE__LATITUDE: '-1.5',
          LIFEOPS__SITE__LONGITUDE: '2',
          LIFEOPS__RECORDER__RETENTION: '{raw_days: 30}',
        },
      },
    );
    assert.deepEqual(config.server.cors, ['https://a.example', 'https://b.example']);
    assert.equal(config.server.status.enabled, true);
    assert.deepEqual([config.site.name, config.site.latitude, config.site.longitude], ['42', -1.5, 2]);
    assert.equal(config.recorder.retention.raw_days, 30);
  });

  it('wraps what comes from !secret and gives it in the clear only when asked', async () => {
    const loaded = await load({
      'config.yaml':
        'database: { url: !secret db }\nintegrations:\n  - integration: oura\n    client_secret: !secret oura\n    pin: !secret pin\n    port: !env PORT 81\n',
      'secrets.yaml': 'db: postgres://u:hunter2secret@db/lifeops\noura: hunter2secret\npin: 0042\n',
    });
    const entry = loaded.config.integrations[0];
    assert.ok(entry);
    assert.ok(entry.fields.client_secret instanceof Secret);
    assert.equal(loaded.config.database.url.reveal(), 'postgres://u:hunter2secret@db/lifeops');
    assert.doesNotMatch(JSON.stringify(loaded.config), /hunter2secret/);
    const schema = { type: 'object', properties: { port: { type: 'integer' } } };
    assert.deepEqual(entryFields(loaded, entry, schema), {
      client_secret: 'hunter2secret',
      pin: '0042',
      port: 81,
    });
    assert.equal(loaded.origins.isSecret('/integrations/0/client_secret'), true);
  });

  it('takes !env from the environment before .env, and its default when neither has it', async () => {
    const texts = { 'config.yaml': 'server: { port: !env HUB_PORT 9001 }' };
    const port = async (files: Record<string, string>, env: Record<string, string> = {}) =>
      (await load(files, { env })).config.server.port;
    assert.equal(await port(texts), 9001);
    assert.equal(await port({ ...texts, '.env': "export HUB_PORT='9002' # mine" }), 9002);
    assert.equal(await port({ ...texts, '.env': 'HUB_PORT=9002' }, { HUB_PORT: '9003' }), 9003);
  });

  it('joins the lists of a folder in the order of the names, and lists TypeScript modules', async () => {
    const { config, filesRead } = await load({
      'config.yaml': 'automations: !include automations',
      'automations/b.yaml': 'rule_id: single\n',
      'automations/a.yaml': '- rule_id: one\n- rule_id: two\n',
      'automations/empty.yaml': '# nothing yet\n',
      'automations/wind-down.ts': '',
      'automations/wind-down.test.ts': '',
      'automations/.hidden.yaml': '- rule_id: hidden\n',
      'automations/notes.txt': 'hello',
    });
    assert.deepEqual(
      config.automations.map((item) => (item.kind === 'module' ? item.module : item.document.rule_id)),
      ['one', 'two', 'single', '/home/automations/wind-down.ts'],
    );
    assert.deepEqual(config.automations[2]?.origin, {
      from: 'file',
      file: 'automations/b.yaml',
      line: 1,
      column: 1,
    });
    assert.ok(filesRead.includes('/home/automations/a.yaml'));
  });

  it('knows anchors, aliases and merge keys', async () => {
    const { config } = await load({
      'config.yaml':
        'integrations:\n  - &cal { integration: calendar, name: A, days: 30 }\n  - { <<: *cal, name: B }\n',
    });
    assert.deepEqual(config.integrations[1]?.fields, { days: 30 });
    assert.equal(config.integrations[1]?.name, 'B');
  });

  it('reports the secrets file itself when that is missing or broken, without what it holds', async () => {
    const config = 'database: { url: !secret db }';
    assert.deepEqual(await problems({ 'config.yaml': config }), [
      'config.yaml:1:26 database.url: expected "db" in secrets.yaml, got no such file',
    ]);
    assert.deepEqual(await problems({ 'config.yaml': config, 'secrets.yaml': 'db: hunter2secret: x\n' }), [
      'secrets.yaml:1:5: two keys on one line; put the text in quotes if the colon belongs to it',
    ]);
    assert.deepEqual(await problems({ 'config.yaml': config, 'secrets.yaml': 'db: *hunter2secret\n' }), [
      'secrets.yaml:1:5 db: this alias (*name) has no anchor (&name) before it',
    ]);
  });

  it('reports every place at once, in the order of the text', async () => {
    const lines = await problems({ 'config.yaml': 'server:\n  prt: 1\n  port: x\nlog: { level: loud }\n' });
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['config.yaml:2:3', 'config.yaml:3:9', 'config.yaml:4:15'],
    );
  });
});
