import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@lifeops/lib';
import { findIntegrations } from '../../../hub/src/host/package-finder.ts';
import { Texts } from '../../../hub/src/host/texts.ts';
import { RecordedLog } from '../core/kernel.ts';
import { defineIntegration, makeHostWorld, writePackage, z } from './host-world.ts';

const lamp = defineIntegration({ id: 'lamp', config: z.object({}), setup() {} });

describe('finding integrations', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lifeops-find-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const put = async (place: string, files: Readonly<Record<string, string>>) => {
    await mkdir(join(folder, place), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, place, name), text);
  };
  const packageJson = (name: string, more: object = {}) =>
    JSON.stringify({ name, version: '1.0.0', keywords: ['lifeops-integration'], ...more });
  const manifest = (id: string, more: object = {}) =>
    JSON.stringify({ id, name: id, kind: 'device', reach: 'local_push', lifeops: '*', ...more });

  it('takes packages with keyword and manifest, in scopes too, and leaves all else alone', async () => {
    await put('lifeops-integration-a', {
      'package.json': packageJson('lifeops-integration-a'),
      'manifest.json': manifest('a'),
    });
    await put('@home/integration-b', {
      'package.json': packageJson('@home/integration-b'),
      'manifest.json': manifest('b'),
    });
    await put('express', { 'package.json': JSON.stringify({ name: 'express', version: '5.0.0' }) });
    await put('no-keyword', {
      'package.json': packageJson('no-keyword', { keywords: ['x'] }),
      'manifest.json': manifest('c'),
    });
    await put('empty', {});
    await put('.bin', {});
    await writeFile(join(folder, 'a-file'), 'x');
    await symlink('/nowhere/at/all', join(folder, 'dangling'));
    const found = await findIntegrations([folder, join(folder, 'missing')], { log: silentLogger });
    assert.deepEqual([...found.keys()].toSorted(), ['a', 'b']);
  });

  const broken: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a manifest that is no JSON': {
      'package.json': packageJson('lifeops-integration-bad'),
      'manifest.json': '{',
    },
    'no manifest': { 'package.json': packageJson('lifeops-integration-bad') },
    'a manifest with an unknown field': {
      'package.json': packageJson('lifeops-integration-bad'),
      'manifest.json': manifest('bad', { colour: 1 }),
    },
    'a manifest with a port that there is not': {
      'package.json': packageJson('lifeops-integration-bad'),
      'manifest.json': manifest('bad', { needs: ['root'] }),
    },
    'a manifest that is a list': {
      'package.json': packageJson('lifeops-integration-bad'),
      'manifest.json': '[]',
    },
  };
  for (const [what, files] of Object.entries(broken)) {
    it(`lists a package with ${what} as unusable, with the reason, and finds the others`, async () => {
      await put('lifeops-integration-bad', files);
      await put('lifeops-integration-a', {
        'package.json': packageJson('lifeops-integration-a'),
        'manifest.json': manifest('a'),
      });
      const found = await findIntegrations([folder], { log: silentLogger });
      assert.equal(found.get('a')?.problem, null);
      assert.match(found.get('bad')?.problem ?? '', /manifest\.json/);
    });
  }

  it('passes over a package.json that is no JSON, and finds the others', async () => {
    await put('half-written', { 'package.json': '{ "name": ' });
    await put('lifeops-integration-a', {
      'package.json': packageJson('lifeops-integration-a'),
      'manifest.json': manifest('a'),
    });
    const found = await findIntegrations([folder], { log: silentLogger });
    assert.deepEqual([...found.keys()], ['a']);
  });

  it('uses the first of two packages of one id and says so', async () => {
    const log = new RecordedLog();
    await put('one/lamp', { 'package.json': packageJson('first'), 'manifest.json': manifest('lamp') });
    await put('two/lamp', { 'package.json': packageJson('second'), 'manifest.json': manifest('lamp') });
    const found = await findIntegrations([join(folder, 'one'), join(folder, 'two')], { log });
    assert.equal(found.get('lamp')?.packageName, 'first');
    assert.equal(log.lines.length, 1);
  });
});

describe('texts of integrations', () => {
  it('fall back to English, then to the key made readable, and survive a broken file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lifeops-texts-'));
    try {
      const entities = { soil_moisture: 'Soil moisture', pump: 'Pump' };
      const texts = { en: { entities }, sv: { entities: { pump: 'Pumpen' } } };
      await writePackage(folder, 'lamp', { code: lamp, texts });
      await writeFile(join(folder, 'lifeops-integration-lamp', 'translations', 'pl.json'), '{ broken');
      const [installed] = [...(await findIntegrations([folder], { log: silentLogger })).values()];
      assert.ok(installed);
      const all = new Texts({ log: silentLogger });
      await all.load(installed);
      assert.equal(all.entityName('lamp', 'sv', 'pump'), 'Pumpen');
      assert.equal(all.entityName('lamp', 'sv', 'soil_moisture'), 'Soil moisture');
      assert.equal(all.entityName('lamp', 'pl', 'pump'), 'Pump');
      assert.equal(all.entityName('lamp', 'en', 'water_level'), 'Water level');
      assert.equal(all.text('lamp', 'en', ['entities']), undefined);
      assert.equal(all.text('lamp', 'en', ['__proto__', 'constructor']), undefined);
      assert.deepEqual(all.of('other', 'en'), {});
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('the catalog', () => {
  it('runs code when it is asked for, once, and not to list what there is', async () => {
    let loaded = 0;
    const code = { loads: async () => (loaded++, lamp) };
    await using world = await makeHostWorld({ lamp: { code } });
    assert.deepEqual(
      world.parts.catalog.all().map(({ id }) => id),
      ['lamp'],
    );
    assert.equal(loaded, 0);
    const [first, second] = await Promise.all([
      world.parts.catalog.describe('lamp'),
      world.parts.catalog.describe('lamp'),
    ]);
    assert.equal(first, second);
    assert.equal(loaded, 1);
    assert.equal(world.host.running, 0);
  });

  it('asks again after a failure', async () => {
    let tries = 0;
    const code = { loads: async () => (tries++ === 0 ? Promise.reject(new Error('once')) : lamp) };
    await using world = await makeHostWorld({ lamp: { code } });
    await assert.rejects(world.parts.catalog.describe('lamp'), /once/);
    assert.equal((await world.parts.catalog.describe('lamp')).id, 'lamp');
  });
});
