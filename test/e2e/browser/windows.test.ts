import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launch } from '../../ui/browser.ts';
import { buildWhenStale } from '../../ui/built-ui.ts';
import { freePort } from '../../hub-process.ts';
import type { HubProcess } from '../../hub-process.ts';
import { owner, startAgain, until } from '../in-use.ts';
import { isLive, openWindow } from './watched-page.ts';
import type { WatchedPage } from './watched-page.ts';

const lamp = { name: 'Hallway', exact: true } as const;
const switchOf = (page: Page, on?: boolean) =>
  page.getByRole('switch', { ...lamp, ...(on === undefined ? {} : { checked: on }) });
const token = (page: Page) => page.evaluate(() => localStorage.getItem('lifeops.token'));
/** Lost connections are what these tests are about. */
const unexpected = (problems: readonly string[]) =>
  problems.filter((problem) => !/ERR_CONNECTION_(?:REFUSED|RESET)|WebSocket connection/.test(problem));

describe('the web UI of a real hub, needs Chromium', function suite() {
  this.timeout(60_000);
  let browser: Browser;
  let folder: string;
  let port: number;
  let hub: HubProcess;
  let one: WatchedPage;
  let two: WatchedPage;
  before(async function () {
    if (!hasBrowser) this.skip();
    await buildWhenStale();
    folder = await mkdtemp(join(tmpdir(), 'lifeops-windows-'));
    port = await freePort();
    [browser, hub] = await Promise.all([launch(), startAgain({ dataFolder: folder, port })]);
    await hub.ready();
  });
  after(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it('is set up by clicking, and shows the demo house', async () => {
    one = await openWindow(browser, hub.url);
    await one.page.goto(hub.url);
    await one.page.getByRole('heading', { name: 'Welcome to LifeOps' }).waitFor();
    await one.page.getByLabel('Your name').fill(owner.name);
    await one.page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await one.page.getByRole('button', { name: 'Next' }).click();
    await one.page.getByLabel('Name of the home').fill('Villa Ekbacken');
    await one.page.getByRole('button', { name: 'Create my home' }).click();
    await one.page.getByRole('heading', { name: 'Living room' }).waitFor();
    await one.page.getByText('Villa Ekbacken').first().waitFor();
    await one.page.locator('.banner[data-tone=demo]').waitFor();
    await isLive(one.page);
  });

  it('signs in at a second window by name and password', async () => {
    two = await openWindow(browser, hub.url, { width: 390 });
    await two.page.goto(hub.url);
    await two.page.getByLabel('Name').fill(owner.name);
    await two.page.getByRole('textbox', { name: 'Password' }).fill(owner.password);
    await two.page.getByRole('button', { name: 'Sign in' }).click();
    await two.page.getByRole('heading', { name: 'Living room' }).waitFor();
    await isLive(two.page);
  });

  it('shows a lamp switched in one window in the other in less than 100 ms', async () => {
    await Promise.all([switchOf(one.page).evaluate(noteClicks), switchOf(two.page).evaluate(noteChanges)]);
    const latencies: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const on = (await switchOf(one.page).getAttribute('aria-checked')) !== 'true';
      await switchOf(one.page).click();
      await Promise.all([switchOf(one.page, on).waitFor(), switchOf(two.page, on).waitFor()]);
      const [clicked, changed] = await Promise.all([lastNote(one.page), lastNote(two.page)]);
      latencies.push(changed - clicked);
    }
    assert.ok(latencies.every((ms) => ms > 0));
    const median = latencies.toSorted((a, b) => a - b)[2] ?? Infinity;
    assert.ok(median < 100, `from window to window in ${latencies.map(Math.round).join(', ')} ms`);
  });

  it('shows the last known home at once after a reload, then goes live', async () => {
    const { page } = one;
    await until('the kept states', () => page.evaluate(keptStates), 15_000);
    const api = `${hub.url}/api/**`;
    const held = Promise.withResolvers<void>();
    await page.route(api, async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.reload();
    await switchOf(page).waitFor();
    await page.getByText('Villa Ekbacken').first().waitFor();
    held.resolve();
    await isLive(page);
    await page.locator('.card[data-stale]').first().waitFor({ state: 'detached' });
    await page.unrouteAll({ behavior: 'wait' });
  });

  it('says that it is offline when the hub is killed, and is live again by itself, signed in as before', async () => {
    const windows = [one.page, two.page];
    const tokens = await Promise.all(windows.map(token));
    for (const page of windows) await page.evaluate(() => Object.assign(window, { notReloaded: true }));
    await hub.kill('SIGKILL');
    for (const page of windows) {
      await page.locator('.live-dot[data-status=connecting]').waitFor();
      await page.getByText('The hub does not answer').waitFor();
      await switchOf(page).waitFor();
    }
    hub = await startAgain({ dataFolder: folder, port });
    for (const page of windows) {
      await isLive(page);
      await page.getByText('The hub does not answer').waitFor({ state: 'hidden' });
      assert.equal(await page.evaluate(() => 'notReloaded' in window), true);
    }
    assert.deepEqual(await Promise.all(windows.map(token)), tokens);
    await hub.ready();
    const on = (await switchOf(two.page).getAttribute('aria-checked')) !== 'true';
    await switchOf(two.page).click();
    await switchOf(one.page, on).waitFor();
    await one.page.locator('.card[data-stale]').first().waitFor({ state: 'detached' });
  });

  it('asked nothing of anybody else, kept to its policy and logged no errors', async () => {
    assert.match(
      (await fetch(hub.url)).headers.get('content-security-policy') ?? '',
      /default-src 'self'.*script-src 'self'(?:;|$)/,
    );
    assert.deepEqual([...unexpected(one.problems), ...unexpected(two.problems)], []);
  });
});

const lastNote = (page: Page): Promise<number> =>
  page.evaluate(() => Number(document.documentElement.dataset['noted']));

/** Runs in the page. */
function noteClicks(element: Element): void {
  element.addEventListener(
    'click',
    () => (document.documentElement.dataset['noted'] = String(performance.timeOrigin + performance.now())),
    { capture: true },
  );
}

/** Runs in the page. */
function noteChanges(element: Element): void {
  new MutationObserver(() => {
    document.documentElement.dataset['noted'] = String(performance.timeOrigin + performance.now());
  }).observe(element, { attributeFilter: ['aria-checked'] });
}

/** Runs in the page: whether the snapshot for the next start is in the browser's database. */
function keptStates(): Promise<boolean> {
  return new Promise((done, fail) => {
    const opening = indexedDB.open('lifeops-snapshot', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('snapshots');
    opening.onerror = () => fail(opening.error as DOMException);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('snapshots').objectStore('snapshots').count();
      counting.onsuccess = () => {
        opening.result.close();
        done(counting.result > 0);
      };
    };
  });
}
