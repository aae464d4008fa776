import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SiteSettings } from '../../../hub/src/site/site-settings.ts';
import type { SiteFields } from '../../../hub/src/site/site-settings.ts';
import { memoryTables } from '../../../hub/src/storage/memory/memory-tables.ts';
import { context, makeKernel } from '../core/kernel.ts';

const defaults: SiteFields = {
  name: 'Home',
  latitude: 59.33,
  longitude: 18.07,
  timeZone: 'Europe/Stockholm',
  currency: 'PLN',
  units: 'metric',
};

async function make(fixed: Partial<SiteFields> = {}, table = memoryTables().settings) {
  const { bus } = makeKernel();
  const site = new SiteSettings({ table, bus }, { id: 'home', defaults, fixed });
  await site.load();
  const told: string[] = [];
  bus.on('settings_updated', ({ data }) => void told.push(...data.keys), { owner: 'test' });
  return { site, table, told };
}

describe('the site', () => {
  it('is what the file says, else what people set, else the default', async () => {
    const subset = fc.record(
      {
        name: fc.string({ minLength: 1 }),
        latitude: fc.double({ min: -90, max: 90, noNaN: true }),
        currency: fc.constantFrom('SEK', 'EUR'),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(subset, subset, async (stored, fixed) => {
        const { table } = await make();
        const { site: before } = await make({}, table);
        await before.update(stored, context);
        const { site } = await make(fixed, table);
        assert.deepEqual(site.fields, { ...defaults, ...stored, ...fixed });
        assert.deepEqual(site.readOnly.toSorted(), Object.keys(fixed).toSorted());
      }),
      { numRuns: 50 },
    );
  });

  it('refuses to change what the file sets, by the field, and stores nothing of the rest', async () => {
    const { site, table } = await make({ name: 'Cabin' });
    await assert.rejects(site.update({ currency: 'EUR', name: 'Mine' }, context), /sets name/);
    assert.equal(site.fields.currency, 'PLN');
    assert.deepEqual(await table.all(), []);
  });

  it('refuses a time zone that there is not', async () => {
    const { site } = await make();
    await assert.rejects(site.update({ timeZone: 'Mars/Olympus' }, context), { kind: 'InvalidInput' });
    await site.update({ timeZone: 'Europe/Warsaw' }, context);
    assert.equal(site.info.timeZone, 'Europe/Warsaw');
  });

  it('tells what changed by a reload of the file, and brings back what people had set', async () => {
    const { site, told } = await make();
    await site.update({ name: 'Villa' }, context);
    site.reconfigure({ id: 'home', defaults, fixed: { name: 'Cabin', currency: 'PLN' } }, context);
    assert.equal(site.fields.name, 'Cabin');
    site.reconfigure({ id: 'home', defaults, fixed: {} }, context);
    assert.equal(site.fields.name, 'Villa');
    assert.deepEqual(told, ['site.name', 'site.name', 'site.name']);
  });

  it('keeps every one of two changes made at once', async () => {
    const { site, table } = await make();
    await Promise.all([site.update({ name: 'Villa' }, context), site.update({ currency: 'EUR' }, context)]);
    const again = await make({}, table);
    assert.deepEqual([again.site.fields.name, again.site.fields.currency], ['Villa', 'EUR']);
  });
});
