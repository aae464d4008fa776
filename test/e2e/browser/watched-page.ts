import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever went wrong in the page: thrown, logged as an error, refused by the policy, or asked of another host. */
  readonly problems: string[];
}

export interface Window {
  readonly width?: number;
  readonly language?: 'en' | 'pl' | 'sv';
  readonly token?: string | undefined;
}

/** A window with a browser profile of its own on a hub at `url`. */
export async function openWindow(browser: Browser, url: string, window: Window = {}): Promise<WatchedPage> {
  const { width = 1280, language = 'en', token } = window;
  const context = await browser.newContext({
    viewport: { width, height: width < 600 ? 844 : 900 },
    locale: language,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  await context.addInitScript(
    ([kept, chosen]) => {
      if (kept !== '' && localStorage.getItem('lifeops.token') === null)
        localStorage.setItem('lifeops.token', JSON.stringify(kept));
      localStorage.setItem('lifeops.language', chosen);
    },
    [token ?? '', language] as const,
  );
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    ),
  );
  const own = new Set([url, url.replace('http:', 'ws:')]);
  const look = (asked: string) => {
    if (!own.has(new URL(asked).origin) && !/^(?:blob|data):/.test(asked))
      problems.push(`outside request: ${asked}`);
  };
  page.on('request', (request) => look(request.url()));
  page.on('websocket', (socket) => look(socket.url()));
  return { page, context, problems };
}

/** The dot in the top bar says that states come as they change. */
export const isLive = (page: Page): Promise<void> =>
  page.locator('.live-dot[data-status=live]').waitFor({ state: 'attached' });
