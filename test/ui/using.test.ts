import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { hasBrowser, launch, openPage } from './browser.ts';
import { buildWhenStale } from './built-ui.ts';
import { FakeHub } from './fake-hub.ts';

describe('a person who uses the UI, needs Chromium', function () {
  this.timeout(30_000);
  let browser: Browser;
  let hub: FakeHub;
  before(async function () {
    if (!hasBrowser) this.skip();
    await buildWhenStale();
    browser = await launch();
  });
  beforeEach(async () => {
    hub = await FakeHub.start();
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await hub[Symbol.asyncDispose]();
  });
  after(async () => {
    await browser?.close();
  });

  it('creates the owner and the home at first run', async () => {
    hub.home.firstRun = true;
    const { page } = await openPage(browser, hub, { width: 390, signedIn: false });
    await page.goto(hub.url);
    await page.getByLabel('Your name').fill('Alex');
    await page.getByRole('textbox', { name: 'Password' }).fill('a long enough sentence');
    await page.getByLabel('Code').fill('1234');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByLabel('Name of the home').fill('Villa Ekbacken');
    await page.getByRole('button', { name: 'Create my home' }).click();
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
  });

  it('is told why signing in failed, and gets in with the right password', async () => {
    const { page } = await openPage(browser, hub, { width: 390, signedIn: false });
    await page.goto(hub.url);
    await page.getByLabel('Name').fill('Alex');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Name or password is not right.').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('a long enough sentence');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Living room' }).waitFor();
  });

  it('sees a command rolled back with the reason when it fails', async () => {
    hub.home.failing.set('light.turn_on', 'The lamp does not answer.');
    const { page } = await openPage(browser, hub, { width: 390 });
    await page.goto(hub.url);
    await page.getByRole('switch', { name: 'Bookshelf' }).click();
    await page.getByText('Bookshelf: The lamp does not answer.').waitFor();
    await page.getByRole('switch', { name: 'Bookshelf', checked: false }).waitFor();
  });

  it('drags a card to set the brightness, at no more than ten calls a second', async () => {
    const { page } = await openPage(browser, hub, { width: 390 });
    await page.goto(hub.url);
    // All that stands above the card has its height.
    await page.locator('.hours li, .agenda-day').nth(3).waitFor();
    const card = page.locator('.card', { hasText: 'Ceiling lamp' });
    await card.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await card.boundingBox();
    assert.ok(box);
    const y = box.y + box.height - 12;
    const began = Date.now();
    await page.mouse.move(box.x + box.width - 20, y);
    await page.mouse.down();
    for (let x = box.width - 20; x > box.width * 0.45; x -= 2) await page.mouse.move(box.x + x, y);
    await page.mouse.up();
    await card.getByText(/^[23]\d%$/).waitFor();
    const calls = hub.home.calls.filter(({ service }) => service === 'light.turn_on').length;
    assert.equal(calls >= 1 && calls <= 2 + (Date.now() - began) / 100, true, `${calls} calls`);
    assert.equal(await page.locator('dialog.sheet').count(), 0, 'a drag is no tap');
  });

  it('is asked before a door is unlocked', async () => {
    const { page } = await openPage(browser, hub, { width: 390 });
    await page.goto(hub.url);
    await page.getByRole('button', { name: 'Unlock Front door' }).click();
    await page.getByRole('heading', { name: 'Unlock Front door?' }).waitFor();
    assert.equal(
      hub.home.calls.some(({ service }) => service.startsWith('lock')),
      false,
    );
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.locator('.card', { hasText: 'Front door' }).getByText('Unlocked').waitFor();
  });

  it('keeps a write while the hub is away and sees it sent when it is back', async () => {
    const { page } = await openPage(browser, hub, { width: 390 });
    await page.goto(hub.url);
    await page.getByTitle('Live', { exact: true }).waitFor();
    await page.context().setOffline(true);
    hub.cut();
    await page.getByText('The hub does not answer').waitFor();
    await page.getByRole('switch', { name: 'Bookshelf' }).click();
    await page.getByText('1 change waits').waitFor();
    await page.context().setOffline(false);
    await page.getByText('1 change waits').waitFor({ state: 'hidden', timeout: 15_000 });
    assert.equal(
      hub.home.calls.some(
        ({ service, entityId }) => service === 'light.turn_on' && entityId === 'light.bookshelf',
      ),
      true,
    );
  });

  it('replaces a demo source by a real one and is shown what is wrong at its field', async () => {
    const { page } = await openPage(browser, hub, { width: 1280 });
    await page.goto(`${hub.url}/integrations/replace/e-demo`);
    await page.getByRole('button', { name: /^C Calendar|Calendar Events/ }).click();
    await page.getByLabel('Address').fill('https://wrong.example/x.ics');
    await page.getByRole('button', { name: 'Replace the demo' }).click();
    await page.getByText('no calendar is there').first().waitFor();
    await page.getByLabel('Address').fill('https://right.example/x.ics');
    await page.getByRole('button', { name: 'Replace the demo' }).click();
    await page.getByText('Calendar is set up').waitFor();
    assert.equal(
      hub.home.entries.some(({ uid }) => uid === 'e-demo'),
      false,
    );
  });

  it('switches to Polish and to the dark theme, and finds both after a reload', async () => {
    const { page } = await openPage(browser, hub, { width: 1280 });
    await page.goto(hub.url);
    await page.getByRole('button', { name: 'Menu of Alex' }).click();
    await page.getByRole('menuitem', { name: 'Polski' }).click();
    await page.getByRole('heading', { name: 'Kto jest w domu' }).waitFor();
    await page.locator('label', { hasText: 'Ciemny' }).click();
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
    await page.reload();
    await page.locator('html[data-mantine-color-scheme=dark][lang=pl]').waitFor();
  });
});
