import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launch, openPage } from './browser.ts';
import { buildWhenStale } from './built-ui.ts';
import { FakeHub } from './fake-hub.ts';

const artifacts = join(import.meta.dirname, '../artifacts/ui');
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Visit {
  readonly name: string;
  readonly path: string;
  /** Text that is there once the page is. */
  readonly shows: string;
  readonly signedIn?: boolean;
  readonly firstRun?: boolean;
}
const visits: readonly Visit[] = [
  { name: 'home', path: '/', shows: 'Ceiling lamp' },
  { name: 'light-sheet', path: '/?entity=light.living_ceiling', shows: 'Colour temperature' },
  { name: 'sensor-sheet', path: '/?entity=sensor.living_temperature', shows: 'Highest' },
  { name: 'areas', path: '/areas', shows: 'Rooms and places, in the order' },
  { name: 'devices', path: '/devices', shows: 'Things and services that your' },
  { name: 'device', path: '/devices/d-air', shows: 'What it does' },
  { name: 'entities', path: '/entities', shows: 'sensor.living_co2' },
  { name: 'integrations', path: '/integrations', shows: 'Oura (demo)' },
  { name: 'add-calendar', path: '/integrations/add/calendar', shows: 'Where the events come from' },
  { name: 'entry', path: '/integrations/e-calendar', shows: 'config.yaml:14' },
  { name: 'automations', path: '/automations', shows: 'Coffee on weekdays' },
  { name: 'settings', path: '/settings', shows: 'Wall tablet' },
  { name: 'sign-in', path: '/', shows: 'Sign in to your home', signedIn: false },
  { name: 'welcome', path: '/', shows: 'Welcome to LifeOps', signedIn: false, firstRun: true },
];
/** All pages are judged on the phone by day and on the desk by night, which between them show every colour and size. */
const looks = [
  { width: 390, dark: false, judged: true },
  { width: 1280, dark: true, judged: true },
  { width: 820, dark: true, judged: false },
  { width: 390, dark: true, judged: false },
  { width: 1280, dark: false, judged: false },
] as const;
const fewVisits = new Set(['home', 'light-sheet', 'integrations', 'settings']);

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

async function serious(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Skipped rooms keep styles of before; they are laid out so that all of them is judged.
    await page.addStyleTag({ content: '.area, .long-list > li { content-visibility: visible !important }' });
    await page.evaluate(await readFile(axeFile, 'utf8'));
  }
  const { violations } = (await page.evaluate(
    'axe.run({ resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })',
  )) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} — ${failureSummary.split('\n')[1] ?? ''}`,
      ),
    );
}

describe('every page of the UI, needs Chromium', function () {
  this.timeout(60_000);
  let browser: Browser;
  let hub: FakeHub;
  before(async function () {
    if (!hasBrowser) this.skip();
    await buildWhenStale();
    await mkdir(artifacts, { recursive: true });
    [browser, hub] = await Promise.all([launch(), FakeHub.start()]);
  });
  after(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
  });

  for (const { width, dark, judged } of looks) {
    it(`${judged ? 'is legible to all, ' : ''}fits and asks nothing of other hosts at ${width} px by ${dark ? 'night' : 'day'}`, async () => {
      const { page, problems } = await openPage(browser, hub, { width, dark });
      await page.goto(hub.url);
      for (const visit of visits) {
        if (!judged && !fewVisits.has(visit.name)) continue;
        hub.home.firstRun = visit.firstRun === true;
        if (visit.signedIn === false) await openSignedOut(page, hub.url);
        else await page.evaluate(goTo, visit.path);
        await page.getByText(visit.shows).first().waitFor();
        await page.locator('.skeleton').first().waitFor({ state: 'detached' });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.equal(wider <= 0, true, `${visit.name} is ${wider} px wider than the window`);
        if (judged) assert.deepEqual(await serious(page), [], visit.name);
        await page.screenshot({
          path: join(artifacts, `${visit.name}-${width}-${dark ? 'dark' : 'light'}.png`),
        });
      }
      assert.deepEqual(
        problems.filter((problem) => !problem.includes('401')),
        [],
      );
      await page.context().close();
    });
  }
});

/** Runs in the page: a link is followed, without loading all anew. */
function goTo(path: string): void {
  history.pushState({}, '', path);
  window.dispatchEvent(new PopStateEvent('popstate', { state: {} }));
}

async function openSignedOut(page: Page, url: string): Promise<void> {
  await page.context().addInitScript(() => localStorage.removeItem('lifeops.token'));
  await page.goto(url);
}
