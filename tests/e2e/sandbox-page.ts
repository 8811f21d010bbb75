import type { Page } from '@playwright/test';

/** The clock runs sixty times as fast while the page is open: ten minutes of settling are ten seconds; a gap may be two hours off. */
export const UNTIL_ASKED = 120_000;

/** The sandbox’s page as a newcomer meets it, wide enough for two weeks. */
export async function openSandbox(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 1200 });
  await page.route('**/res.cdn.office.net/**', (route) => route.abort());
  await page.goto('/sandbox/');
}

/** By mouse, as people do: so many columns to the right, and so many quarters of an hour down. */
export async function drag(page: Page, title: RegExp, by: { days: number; quarters: number }): Promise<void> {
  const event = page.getByText(title).first();
  await event.scrollIntoViewIfNeeded();
  const box = await event.boundingBox();
  if (!box) throw new Error(`${title.source} is not to be seen.`);
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(12, box.height / 2)];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 5, { steps: 4 });
  await page.mouse.move(x + by.days * (await dayWidth(page)), y + by.quarters * 12, { steps: 12 });
  await page.mouse.up();
}

/** From one day’s heading to the next. */
async function dayWidth(page: Page): Promise<number> {
  const headings = page.getByRole('columnheader');
  const [first, second] = [await headings.nth(1).boundingBox(), await headings.nth(2).boundingBox()];
  if (!first || !second) throw new Error('The calendar shows no days.');
  return second.x - first.x;
}
