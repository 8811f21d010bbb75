import { expect, test, type Page } from '@playwright/test';
import { drag, openSandbox, UNTIL_ASKED } from '../e2e/sandbox-page.ts';
import { openTab } from '../e2e/teams-tab.ts';

/** The pictures of docs/walkthrough.md, in the order in which they are told; README borrows the first. */
test('a rep’s days with the bot', async ({ page }) => {
  test.setTimeout(300_000);
  await openSandbox(page);
  const chat = page.getByRole('tabpanel').first();
  const picture = (name: string) => chat.screenshot({ path: `docs/screenshots/walk-${name}.png` });

  await drag(page, /^Demo Havsnäs Hamn$/, { days: 2, quarters: 4 });
  await expect(page.getByRole('heading', { name: 'Demo Havsnäs Hamn flyttades' })).toBeVisible({
    timeout: UNTIL_ASKED,
  });
  await page.screenshot({ path: 'docs/screenshots/sandbox-sv-light.png', fullPage: true });
  await chat.screenshot({ path: 'docs/screenshots/card-sv-light.png' });

  await page.getByRole('button', { name: 'varför' }).click();
  await expect(chat.getByText('Varför jag frågar')).toBeVisible();
  await picture('1-why');

  await page.getByRole('button', { name: 'Mycket internt' }).first().click();
  await expect(page.getByRole('heading', { name: 'Tack. Ditt svar: Mycket internt' })).toBeVisible();
  await page.getByRole('heading', { name: 'Tack. Ditt svar: Mycket internt' }).scrollIntoViewIfNeeded();
  await chat.screenshot({ path: 'docs/screenshots/card-answered-sv-light.png' });

  await drag(page, /^Avtalsmöte /, { days: 3, quarters: 0 });
  const held = page.getByText(/en om dagen|en fråga i dag|en åt gången/i).first();
  await expect(held).toBeVisible({ timeout: UNTIL_ASKED });
  await panelOf(page, 'Varför frågas det inte?').screenshot({ path: 'docs/screenshots/walk-2-held.png' });

  await page.getByRole('button', { name: 'Nästa dag' }).click();
  await page.getByRole('button', { name: 'Nästa lucka' }).click();
  await expect(page.getByRole('heading', { name: /^Avtalsmöte .* flyttades$/ })).toBeVisible({
    timeout: UNTIL_ASKED,
  });
  await picture('3-next-day');

  await page.getByRole('button', { name: 'pausa', exact: true }).click();
  await expect(chat.getByText(/^Frågorna är pausade/).last()).toBeVisible();
  await picture('4-pause');

  const tab = await openTab(page, { as: 'maja', page: 'moved' });
  await expect(tab.getByRole('row', { name: /^Demo Havsnäs Hamn/ }).first()).toBeVisible();
  await page.screenshot({ path: 'docs/screenshots/walk-5-moved.png' });
});

function panelOf(page: Page, heading: string) {
  return page.locator('section', { has: page.getByRole('heading', { name: heading }) }).first();
}
