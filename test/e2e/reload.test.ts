import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HubClient } from '@lifeops/lib/client';
import type { HubProcess } from '../hub-process.ts';
import { allLoaded, claimHub, startAgain, until } from './in-use.ts';

const config = (siteName: string, more = '') => `
site: { id: home, name: ${siteName} }
integrations:
  - integration: sun
${more}`;
const calendar = `  - integration: calendar
    name: Family
    demo: true
`;
const automation = `automations:
  - rule_id: night
    name: Night
    triggers: [{ trigger: state, entity_id: binary_sensor.sun_above_the_horizon, to: off }]
    actions: [{ action: notify.send, target: { entity_id: notify.nobody } }]
`;

describe('a configuration that is read again', function suite() {
  this.timeout(90_000);
  let folder: string;
  let hub: HubProcess;
  let client: HubClient;
  const write = (text: string) => writeFile(join(folder, 'config.yaml'), text);
  const titles = async () =>
    (await client.call('entries.list', {})).entries.map(({ integration }) => integration).toSorted();
  const siteName = async () => (await client.call('site.get', {})).name;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifeops-reload-'));
    await write(config('Villa'));
    hub = await startAgain({ dataFolder: join(folder, 'data'), cwd: folder });
    client = await claimHub(hub);
    await hub.ready();
  });
  after(async () => {
    client[Symbol.dispose]();
    await hub[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('by the API takes effect while the hub runs: site, entries and automations', async () => {
    assert.deepEqual([await siteName(), await titles()], ['Villa', ['sun']]);
    await write(config('Cabin', calendar + automation));
    const { changed } = await client.call('config.reload', {});
    assert.deepEqual(changed.toSorted(), ['/automations', '/integrations', '/site']);
    assert.deepEqual([await siteName(), await titles()], ['Cabin', ['calendar', 'sun']]);
    await allLoaded(client);
    await until('the calendar', async () => (await client.call('calendar.events', {})).events.length > 0);
    assert.deepEqual(
      (await client.call('automations.list', {})).automations.map(({ rule_id: id }) => id),
      ['night'],
    );
    assert.deepEqual((await client.call('config.reload', {})).changed, []);
  });

  const bad: Readonly<Record<string, readonly [string, RegExp]>> = {
    'that is no YAML': ['site: { id: home', /config\.yaml/],
    'with an unknown key': [config('Other').replace('name:', 'nmae:'), /did you mean|unknown key/],
    'with an entry that its integration refuses': [
      config('Other', '  - integration: calendar\n    name: X\n    colour: red\n'),
      /colour/,
    ],
    'with an integration that there is not': [
      config('Other', '  - integration: nothing\n    name: X\n'),
      /nothing/,
    ],
  };
  it('with an automation that cannot run is refused before an entry is touched', async () => {
    const uids = async () => (await client.call('entries.list', {})).entries.map(({ uid }) => uid).toSorted();
    const before = await uids();
    await mkdir(join(folder, 'rules'), { recursive: true });
    await writeFile(join(folder, 'rules', 'night.ts'), 'export default {};');
    await write(`${config('Other')}automations: !include rules\n`);
    await assert.rejects(client.call('config.reload', {}), { kind: 'InvalidInput' });
    assert.deepEqual(
      [await siteName(), await titles(), await uids()],
      ['Cabin', ['calendar', 'sun'], before],
    );
  });

  for (const [what, [text, told]] of Object.entries(bad)) {
    it(`${what} is refused with its place and changes nothing`, async () => {
      await write(text);
      await assert.rejects(
        client.call('config.reload', {}),
        (cause: Error & { issues?: readonly object[] }) => {
          assert.match(cause.message + JSON.stringify(cause.issues ?? []), told);
          return true;
        },
      );
      assert.deepEqual([await siteName(), await titles()], ['Cabin', ['calendar', 'sun']]);
      await allLoaded(client);
    });
  }

  it('by SIGHUP takes effect too, and a bad one is logged and changes nothing', async () => {
    await write('site: [');
    hub.process.kill('SIGHUP');
    await until('what is wrong in the log', () => /config\.yaml:1:\d+/.test(hub.output()));
    assert.equal(await siteName(), 'Cabin');
    await write(config('Boat'));
    hub.process.kill('SIGHUP');
    await until('the new name', async () => (await siteName()) === 'Boat');
    await until('one entry', async () => (await titles()).length === 1);
    assert.deepEqual((await client.call('automations.list', {})).automations, []);
  });
});
