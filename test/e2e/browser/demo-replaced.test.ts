import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { HubClient } from '@lifeops/lib/client';
import { days } from '@lifeops/lib';
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
  const historyOf = async (entityId: string) =>
    (await client.call('history.get', { entity_id: [entityId], start: Date.now() - days(30) })).entities;
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
    const { entries } = await client.call('entries.list', {});
    const family = entries.find(({ title }) => title === 'Family')?.uid;
    const { entities } = await client.call('entities.list', {});
    const demo = entities.filter((entity) => entity.entry_uid === family).map((entity) => entity.entity_id);
    assert.equal(demo.includes('calendar.family'), true);
    const eventsOfDemo = async () =>
      (await client.call('calendar.events', {})).events.filter((event) => demo.includes(event.entity_id));
    await until('demo events', async () => (await eventsOfDemo()).length > 0);
    await until('demo history', async () => (await historyOf('calendar.family'))['calendar.family']?.length);

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
    assert.deepEqual(await eventsOfDemo(), []);
    for (const id of demo)
      await assert.rejects(client.call('states.get', { entity_id: id }), { kind: 'NotFound' });
    assert.deepEqual((await historyOf('calendar.family').catch(() => ({})))['calendar.family'] ?? [], []);
  });

  it('loses a demo source with all its history in one step, and the demo mark with the last', async () => {
    const { page } = window;
    const measured = 'sensor.alex_sleep_score';
    await until('its history', async () => (await historyOf(measured))[measured]?.length);
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
    assert.deepEqual((await historyOf(measured).catch(() => ({})))[measured] ?? [], []);
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
