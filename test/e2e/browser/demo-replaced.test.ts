import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { HubClient } from '@lifeops/lib/client';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launch } from '../../ui/browser.ts';
import { buildWhenStale } from '../../ui/built-ui.ts';
import type { HubProcess } from '../../hub-process.ts';
import { allLoaded, claimHub, startAgain, until } from '../in-use.ts';
import { openWindow } from './watched-page.ts';
import type { WatchedPage } from './watched-page.ts';

const file = join(import.meta.dirname, 'hens.ics');
const entry = (page: Page, title: string) =>
  page.locator('.entry', { has: page.getByRole('heading', { name: title, exact: true }) });

describe('a demo house that becomes a real one, needs Chromium', function suite() {
  this.timeout(60_000);
  let browser: Browser;
  let hub: HubProcess;
  let client: HubClient;
  let window: WatchedPage;
  /** Rows in the recorder's own database: history of what was removed is asked of no API. */
  const recorded = (uids: readonly string[], before = Infinity): number => {
    using database = new DatabaseSync(join(hub.dataFolder, 'metrics.db'), { readOnly: true });
    const rows = database
      .prepare('SELECT e.uid AS uid, s.at AS at FROM states s JOIN entities e ON e.id = s.entity')
      .all() as unknown as readonly { readonly uid: string; readonly at: number }[];
    return rows.filter(({ uid, at }) => uids.includes(uid) && at < before).length;
  };
  const entitiesOf = async (title: string) => {
    const { entries } = await client.call('entries.list', {});
    const uid = entries.find((each) => each.title === title)?.uid;
    const { entities } = await client.call('entities.list', {});
    return entities.filter((entity) => entity.entry_id === uid);
  };
  before(async function () {
    if (!hasBrowser) this.skip();
    await buildWhenStale();
    [browser, hub] = await Promise.all([launch(), startAgain()]);
    client = await claimHub(hub);
    await hub.ready();
    await allLoaded(client);
    window = await openWindow(browser, hub.url, { token: client.token });
  });
  after(async () => {
    client?.[Symbol.dispose]();
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  it('takes a real calendar in the place of the demo one, whose events and history go', async () => {
    const { page } = window;
    const family = await entitiesOf('Family');
    const ids = family.map((entity) => entity.entity_id);
    const uids = family.map(({ uid }) => uid);
    assert.equal(ids.includes('calendar.family'), true);
    const titles = async () => {
      const { events } = await client.call('calendar.events', {});
      return events.filter((event) => ids.includes(event.entity_id)).map(({ title }) => title);
    };
    await until('demo events', async () => (await titles()).length > 0);
    await until('demo history', () => recorded(uids) > 0);
    const replacedAt = Date.now();

    await page.goto(`${hub.url}/integrations`);
    await entry(page, 'Family').getByRole('link', { name: 'Replace' }).click();
    await page.getByLabel('Name').fill('Hens');
    await page.getByLabel('Kind').selectOption({ label: 'File' });
    await page.getByLabel('Path').fill('/nowhere/at-all.ics');
    await page.getByRole('button', { name: 'Replace the demo' }).click();
    await page.getByText('There is no file /nowhere/at-all.ics.').first().waitFor();
    await page.getByLabel('Path').fill(file);
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('There is no file').waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Integrations', exact: true }).first().click();
    await entry(page, 'Hens').getByText('Running').waitFor();
    await entry(page, 'Family').waitFor({ state: 'detached' });

    await page.getByRole('link', { name: 'Home', exact: true }).first().click();
    await page.locator('.agenda').getByText('Feed the hens').first().waitFor();
    // What takes the place may keep the ids; nothing of what was there is left under them.
    assert.equal(
      (await titles()).every((title) => title === 'Feed the hens'),
      true,
    );
    await until('no history of before', () => recorded(uids, replacedAt) === 0, 10_000);
  });

  it('loses a demo source with all its history in one step, and the demo mark with the last', async () => {
    const { page } = window;
    const uids = [...(await entitiesOf('Alex')), ...(await entitiesOf('Demo house'))].map(({ uid }) => uid);
    await until('its history', () => recorded(uids) > 100);
    await page.getByRole('link', { name: 'Integrations', exact: true }).first().click();
    for (const title of ['Alex', 'Demo house']) {
      await page.locator('.banner[data-tone=demo]').waitFor();
      await entry(page, title).getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('button', { name: 'Remove with history' }).click();
      await entry(page, title).waitFor({ state: 'detached' });
    }
    await page.locator('.banner[data-tone=demo]').waitFor({ state: 'detached' });
    const { events } = await client.call('calendar.events', {});
    assert.deepEqual(new Set(events.map(({ title }) => title)), new Set(['Feed the hens']));
    assert.equal((await client.call('site.get', {})).demo, false);
    await until('no history of them', () => recorded(uids) === 0);
    const { entries } = await client.call('entries.list', {});
    assert.deepEqual(entries.map(({ title }) => title).toSorted(), ['Hens', 'Sun', 'System']);
    await page.getByRole('link', { name: 'Home', exact: true }).first().click();
    await page.locator('.agenda').getByText('Feed the hens').first().waitFor();
    assert.equal(await page.getByRole('switch').count(), 0);
  });

  it('fits a phone in Polish and in Swedish', async () => {
    for (const language of ['pl', 'sv'] as const) {
      const { page, context, problems } = await openWindow(browser, hub.url, {
        width: 390,
        language,
        token: client.token,
      });
      for (const path of ['/', '/integrations', '/settings']) {
        await page.goto(hub.url + path);
        await page.locator('main h1').waitFor();
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        const [wide, room] = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return [scrollWidth, clientWidth] as const;
        });
        assert.ok(wide <= room, `${path} in ${language} is ${wide} px wide in ${room} px`);
        assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      }
      assert.deepEqual(problems, []);
      await context.close();
    }
  });

  it('logged no errors, kept to its policy and asked nothing of anybody else', () => {
    assert.deepEqual(window.problems, []);
  });
});
