import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { FakeHub } from './fake-hub.ts';

const executablePath = process.env['LIFEOPS_CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface View {
  readonly width: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly language?: 'en' | 'pl' | 'sv';
  readonly signedIn?: boolean;
}

/** A page of its own browser profile, signed in unless told otherwise. What goes wrong in it ends in `problems`. */
export async function openPage(
  browser: Browser,
  hub: FakeHub,
  view: View,
): Promise<{ page: Page; problems: string[] }> {
  const { width, height = width < 600 ? 844 : 900, dark = false, language = 'en', signedIn = true } = view;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    reducedMotion: 'reduce',
    hasTouch: width < 600,
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(
    ([token, chosen]) => {
      if (token !== null && token !== undefined) localStorage.setItem('lifeops.token', JSON.stringify(token));
      if (chosen !== undefined && chosen !== null && localStorage.getItem('lifeops.language') === null)
        localStorage.setItem('lifeops.language', chosen);
    },
    [signedIn ? hub.home.token : null, language] as const,
  );
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== hub.url && !request.url().startsWith('blob:') && !request.url().startsWith('data:'))
      problems.push(`outside request: ${request.url()}`);
  });
  return { page, problems };
}
