import { expect, test } from '@playwright/test';
import { drag, openSandbox, UNTIL_ASKED } from '../e2e/sandbox-page.ts';

test('the sandbox, the question and what the calendar shows', async ({ page }) => {
  await openSandbox(page);
  await drag(page, /^Demo Havsnäs Hamn$/, { days: 2, quarters: 4 });
  const question = page.getByRole('heading', { name: 'Demo Havsnäs Hamn flyttades' });
  await expect(question).toBeVisible({ timeout: UNTIL_ASKED });
  await page.screenshot({ path: 'docs/screenshots/sandbox-sv-light.png', fullPage: true });
  const chat = page.getByRole('tabpanel').first();
  await chat.screenshot({ path: 'docs/screenshots/card-sv-light.png' });
  await page.getByRole('button', { name: 'Mycket internt' }).click();
  await expect(page.getByRole('heading', { name: 'Tack. Ditt svar: Mycket internt' })).toBeVisible();
  await chat.screenshot({ path: 'docs/screenshots/card-answered-sv-light.png' });
});
