import assert from 'node:assert/strict';
import { days, location, pii, secret, sensor } from '@lifeops/lib';
import type { JsonObject } from '@lifeops/lib';
import type { Integration } from '@lifeops/lib/host';
import type { DeclaredEntry } from '../../../hub/src/host/file-entries.ts';
import { defineIntegration, makeDisk, makeHostWorld, z } from './host-world.ts';
import type { HostWorld, Package } from './host-world.ts';

const setups: JsonObject[] = [];
const mail = (id = 'mail'): Integration =>
  defineIntegration({
    id,
    config: z.object({
      address: pii(z.email()),
      password: secret(z.string().min(3)),
      place: location(z.string()).default('here'),
      boxes: z.array(z.object({ name: z.string(), token: secret(z.string()) })).default([]),
    }),
    options: z.object({ limit: z.int().default(10) }),
    uniqueId: ({ address }) => address,
    title: ({ address }) => address,
    setup({ config, options, hub }) {
      setups.push({
        password: config.password.reveal(),
        tokens: config.boxes.map(({ token }) => token.reveal()),
        limit: options.limit,
      });
      hub.device(
        { key: 'box', name: `Box ${config.address.split('@')[0]}` },
        hub.push({ stream: () => one() }),
        [sensor({ key: 'unread', name: null, read: (count: number) => count })],
      );
    },
    diagnostics: ({ config }) => ({ said: `the password is ${config.password.reveal()}` }),
  });
async function* one(): AsyncGenerator<number> {
  yield 3;
}
const anna = { address: 'anna@example.org', password: 'open-sesame' };

beforeEach(() => setups.splice(0));

describe('entries that people set up', () => {
  it('keep secrets sealed in their row, and show them nowhere', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const config = { ...anna, boxes: [{ name: 'in', token: 'box-token-1' }] };
    const uid = await world.add('mail', config);
    const shown = [
      JSON.stringify(await world.disk.tables.entries.all()),
      JSON.stringify(world.parts.admin.list()),
      JSON.stringify(await world.parts.admin.diagnostics(uid)),
      JSON.stringify(world.log.lines),
      JSON.stringify(world.events),
    ];
    for (const text of shown) assert.doesNotMatch(text, /open-sesame|box-token-1/);
    assert.deepEqual(world.parts.admin.get(uid)?.secrets, ['/password', '/boxes/0/token']);
    assert.deepEqual(setups, [{ password: 'open-sesame', tokens: ['box-token-1'], limit: 10 }]);
  });

  it('have diagnostics without what says who or where somebody is', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const uid = await world.add('mail', { ...anna, place: 'Secret Street 5' });
    const { entry } = (await world.parts.admin.diagnostics(uid)) as { entry: JsonObject };
    const { config } = entry as { config: JsonObject };
    assert.deepEqual([config['address'], config['place']], ['**REDACTED**', '**REDACTED**']);
  });

  it('keep the secrets that an update leaves out, those of list items too, and take new ones', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const boxes = [
      { name: 'in', token: 'box-token-1' },
      { name: 'out', token: 'box-token-2' },
    ];
    const uid = await world.add('mail', { ...anna, boxes });
    const change = async (config: JsonObject) => {
      await world.parts.admin.update(uid, { config }, world.context);
      await world.clock.settle();
      return setups.at(-1);
    };
    const inbox = { name: 'Inbox' };
    assert.deepEqual(await change({ address: anna.address, boxes: [inbox, { name: 'out', token: '' }] }), {
      password: 'open-sesame',
      tokens: ['box-token-1', 'box-token-2'],
      limit: 10,
    });
    assert.deepEqual(await change({ address: anna.address, password: 'changed', boxes: [inbox, inbox] }), {
      password: 'changed',
      tokens: ['box-token-1', 'box-token-2'],
      limit: 10,
    });
    // A list that got shorter: nobody knows whose secret is whose.
    await assert.rejects(change({ address: anna.address, boxes: [inbox] }), { kind: 'InvalidInput' });
    assert.equal(world.parts.entries.openConfig(uid)['password'], 'changed');
  });

  it('are refused with the field for a config that does not fit, and nothing is stored', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    await assert.rejects(
      world.add('mail', { address: 'nobody', password: 'open-sesame' }),
      (cause: Error) => {
        assert.ok('issues' in cause && Array.isArray(cause.issues));
        assert.equal((cause.issues[0] as { path: string }).path, '/address');
        assert.doesNotMatch(JSON.stringify(cause.issues) + cause.message, /open-sesame/);
        return true;
      },
    );
    await assert.rejects(world.add('mail', { ...anna, colour: 'red' }), { kind: 'InvalidInput' });
    await assert.rejects(world.add('nothing', {}), { kind: 'NotFound' });
    assert.deepEqual(await world.disk.tables.entries.all(), []);
  });

  it('are refused twice for one account, and once more where there can be one only', async () => {
    await using world = await makeHostWorld({
      mail: mail(),
      single: { code: mail('single'), manifest: { single: true } },
    });
    await world.add('mail', anna);
    await assert.rejects(world.add('mail', anna), { code: 'already-configured' });
    await world.add('mail', { ...anna, address: 'bob@example.org' });
    await world.add('single', anna);
    await assert.rejects(world.add('single', { ...anna, address: 'bob@example.org' }), {
      code: 'already-configured',
    });
  });

  it('are set up again for new options, and not for a new title', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const uid = await world.add('mail', anna);
    await world.parts.admin.update(uid, { title: 'Post' }, world.context);
    await world.clock.settle();
    assert.equal(setups.length, 1);
    await world.parts.admin.update(uid, { options: { limit: 99 } }, world.context);
    await world.clock.settle();
    assert.equal(setups.at(-1)?.['limit'], 99);
  });

  it('leave nothing behind when they are removed, history included where that was asked', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const uid = await world.add('mail', anna);
    const entity = world.uidOf('sensor.box_anna');
    await world.recorder.flush();
    const rows = async () =>
      (
        await world.recorder.history({
          uids: [entity],
          start: 0,
          end: world.clock.now() + days(1),
          limit: 10,
        })
      ).get(entity);
    assert.ok(((await rows())?.length ?? 0) > 0);
    await world.clock.until(world.parts.admin.remove(uid, { withHistory: true }, world.context));
    assert.deepEqual((await rows()) ?? [], []);
    assert.equal(world.kernel.states.get(entity), undefined);
    assert.deepEqual(world.kernel.registries.devices.ofEntry(uid), []);
    assert.deepEqual(await world.disk.tables.entries.all(), []);
    assert.deepEqual(await world.disk.history.latest(), []);
    assert.equal(world.host.running, 0);
  });

  it('of a config that the package has outgrown are migrated, and one from the future is refused', async () => {
    await using disk = await makeDisk();
    const version = (number: number): Integration =>
      defineIntegration({
        id: 'old',
        version: number,
        config: number === 1 ? z.object({ ip: z.string() }) : z.object({ host: z.string() }),
        migrate: { 2: (config) => ({ host: `${config['ip'] as string}.local` }) },
        setup() {},
      });
    let uid: string;
    {
      await using world = await makeHostWorld({ old: version(1) }, disk);
      uid = await world.add('old', { ip: 'ten' });
    }
    {
      await using world = await makeHostWorld({ old: version(2) }, disk);
      assert.equal(world.parts.entries.status(uid).state, 'loaded');
      assert.deepEqual(world.parts.entries.openConfig(uid), { host: 'ten.local' });
      assert.equal(world.parts.entries.get(uid)?.version, 2);
    }
    await using world = await makeHostWorld({ old: version(1) }, disk);
    assert.equal(world.parts.entries.status(uid).state, 'migration_error');
    assert.match(world.parts.entries.status(uid).reason ?? '', /newer version/);
  });
});

describe('entries of the configuration file', () => {
  const declared = (config: JsonObject, more: Partial<DeclaredEntry> = {}): DeclaredEntry => ({
    integration: 'mail',
    name: 'Post',
    owner: null,
    demo: false,
    config,
    place: 'config.yaml:3:5',
    ...more,
  });
  const apply = async (world: HostWorld, ...entries: readonly DeclaredEntry[]) => {
    await world.parts.files.apply(entries, world.context);
    await world.clock.settle();
  };
  const titles = (world: HostWorld) =>
    world.parts.entries.all().map(({ title, source }) => `${source} ${title}`);

  it('are made, changed in place and removed as the file says', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    await apply(world, declared(anna));
    const [entry] = world.parts.entries.all();
    assert.equal(world.parts.admin.get(entry?.uid ?? '')?.place, 'config.yaml:3:5');
    await apply(world, declared(anna));
    assert.equal(setups.length, 1);
    await apply(world, declared({ ...anna, password: 'changed' }));
    assert.equal(setups.at(-1)?.['password'], 'changed');
    assert.deepEqual(
      world.parts.entries.all().map(({ uid }) => uid),
      [entry?.uid],
    );
    await apply(world);
    assert.deepEqual(titles(world), []);
  });

  it('of the embedded defaults are made once, also when making them was cut off', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const both = [declared(anna), declared({ ...anna, address: 'bob@example.org' }, { name: 'Bob' })];
    const cut = new AbortController();
    const seeing = world.kernel.bus.on('config_entry_updated', () => cut.abort(), { owner: 'test' });
    assert.equal(await world.parts.files.seed(both, world.context, cut.signal), false);
    seeing[Symbol.dispose]();
    assert.deepEqual(titles(world), ['demo Post']);
    assert.equal(await world.parts.files.seed(both, world.context, new AbortController().signal), true);
    assert.deepEqual(titles(world), ['demo Post', 'demo Bob']);
  });

  it('cannot be changed by people, who are told where it is written', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    await apply(world, declared(anna));
    const uid = world.parts.entries.all()[0]?.uid ?? '';
    await assert.rejects(world.parts.admin.update(uid, { title: 'Mine' }, world.context), /config\.yaml:3:5/);
    await assert.rejects(
      world.parts.admin.remove(uid, { withHistory: false }, world.context),
      /config\.yaml:3:5/,
    );
  });

  it('make one that a person set up for the same account stand aside, switched off and told of', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const mine = await world.add('mail', anna);
    await apply(world, declared(anna));
    assert.deepEqual(titles(world), ['user anna@example.org', 'file Post']);
    assert.equal(world.parts.entries.get(mine)?.disabledBy, 'user');
    const [notice] = world.notifications.list();
    assert.match(notice?.title ?? '', /stands aside/);
    await apply(world, declared(anna));
    assert.equal(world.notifications.list().length, 1);
  });

  it('that do not fit are told of with their place and stop no other; the notice goes when they fit', async () => {
    await using world = await makeHostWorld({ mail: mail() });
    const bad = declared(
      { address: 'nobody', password: 'open-sesame' },
      { name: 'Bad', place: 'config.yaml:9:3' },
    );
    await apply(
      world,
      bad,
      declared(anna),
      declared({}, { integration: 'nothing', place: 'config.yaml:12:3' }),
    );
    assert.deepEqual(titles(world), ['file Post']);
    const keys = () => world.notifications.list().map(({ key }) => key);
    assert.deepEqual(new Set(keys()), new Set(['file:config.yaml:12:3', 'file:config.yaml:9:3']));
    await apply(world, { ...bad, config: { ...anna, address: 'bob@example.org' } }, declared(anna));
    assert.deepEqual(keys(), ['file:config.yaml:12:3']);
  });

  it('keep what they had while their package is broken: rows, names and what they stored', async () => {
    await using disk = await makeDisk();
    let uid: string;
    {
      await using world = await makeHostWorld({ mail: mail() }, disk);
      await apply(world, declared(anna));
      uid = world.parts.entries.all()[0]?.uid ?? '';
      await world.kernel.registries.entities.update(
        world.uidOf('sensor.box_anna'),
        { name: 'Letters' },
        world.context,
      );
    }
    const broken: Package = { code: { loads: () => Promise.reject(new Error('syntax error')) } };
    {
      await using world = await makeHostWorld({ mail: broken }, disk);
      await apply(world, declared(anna));
      assert.deepEqual(
        world.parts.entries.all().map((entry) => entry.uid),
        [uid],
      );
      assert.equal(world.parts.entries.status(uid).state, 'setup_error');
    }
    await using world = await makeHostWorld({ mail: mail() }, disk);
    await apply(world, declared(anna));
    assert.equal(world.parts.entries.status(uid).state, 'loaded');
    assert.equal(world.kernel.registries.entities.resolve('sensor.box_anna')?.name.user, 'Letters');
  });
});
