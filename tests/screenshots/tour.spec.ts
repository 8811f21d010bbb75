import { expect, test } from '@playwright/test';

test('the tour, and what Graph and the connector were asked', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.route('**/res.cdn.office.net/**', (route) => route.abort());
  await page.goto('/sandbox/?as=oskar&lang=en&look=dark');
  await expect(page.getByText('Step 1 of 7')).toBeVisible();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await expect(page.getByRole('list', { name: 'Requests' }).getByRole('listitem').first()).toBeVisible();
  await page.screenshot({ path: 'docs/screenshots/sandbox-requests-en-dark.png' });
  await page.setViewportSize({ width: 360, height: 1400 });
  await page.getByRole('tab', { name: 'Chat with the bot' }).click();
  await page.screenshot({ path: 'docs/screenshots/sandbox-en-dark-360.png' });
});
