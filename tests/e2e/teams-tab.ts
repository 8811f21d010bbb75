import { expect, type FrameLocator, type Page } from '@playwright/test';
import { runAxe } from './run-axe.ts';

type Theme = 'default' | 'dark' | 'contrast';

export interface Opened {
  readonly as: string;
  readonly page: string;
  readonly sub?: string;
  readonly theme?: Theme;
  readonly language?: 'sv' | 'en';
}

/** Opens a page of the tab in the pretend Teams, as one person, and returns the tab's frame. */
export async function openTab(page: Page, opened: Opened): Promise<FrameLocator> {
  // teams-js asks for a list of hosts at import; there is no network to ask.
  await page.route('**/res.cdn.office.net/**', (route) => route.abort());
  const query = new URLSearchParams({
    as: opened.as,
    page: opened.page,
    sub: opened.sub ?? '',
    theme: opened.theme ?? 'default',
    lang: opened.language ?? 'sv',
  });
  await page.goto(`/sandbox/teams?${query}`);
  return page.frameLocator('iframe');
}

/** Teams changes its theme: the open tab has followed, and what fades has faded. */
export async function switchTheme(page: Page, tab: FrameLocator, theme: Theme): Promise<void> {
  const ground = () => tab.locator('body').evaluate((body) => body.style.backgroundColor);
  const before = await ground();
  await page.evaluate((next) => Reflect.get(window, '__host').setTheme(next), theme);
  await expect.poll(ground).not.toBe(before);
  await tab.locator('html').evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** No violation of any rule. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  let violations: readonly string[] | null = null;
  // A frame that comes or goes while it is examined is examined anew.
  await expect(async () => {
    violations = await runAxe(page);
  }).toPass();
  expect(violations).toEqual([]);
}

/** The page is no wider than its window. */
export async function expectNoSidewaysScroll(tab: FrameLocator): Promise<void> {
  const overflow = await tab
    .locator('html')
    .evaluate((root) => Math.max(root.scrollWidth, document.body.scrollWidth) - root.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

/** What stood on the page has not moved since it was opened (cumulative layout shift). */
export async function expectNothingJumped(tab: FrameLocator): Promise<void> {
  const shift = await tab.locator('html').evaluate(async () => {
    const entries = await new Promise<readonly PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: 'layout-shift', buffered: true });
      // Nothing is reported where nothing has moved.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(observer.takeRecords())));
    });
    return entries.reduce(
      (sum, entry) => sum + ('value' in entry && typeof entry.value === 'number' ? entry.value : 0),
      0,
    );
  });
  expect(shift).toBeLessThan(0.02);
}
