import { expect, test, type Page } from '@playwright/test';
import { openSandbox } from './sandbox-page.ts';
import { expectNoAxeViolations, openTab } from './teams-tab.ts';

/** A company made anew is read anew, where none is stored that fits. */
const UNTIL_MADE = 120_000;

test('a newcomer is led through seven steps by doing them, with the keyboard alone', async ({ page }) => {
  test.setTimeout(UNTIL_MADE + 90_000);
  await openSandbox(page);
  await startOver(page);
  const tour = page.getByRole('region', { name: 'Rundtur' });
  const next = tour.getByRole('button', { name: 'Nästa', exact: true });
  const done = tour.getByText('Klart.');

  await test.step('1: the ring is on the demo, and moving it is what is waited for', async () => {
    await expect(tour.getByText('Steg 1 av 7')).toBeVisible();
    await expect(tour.getByText(/”Demo Havsnäs Hamn” \(fre 27 nov 10\.30\)/)).toBeVisible();
    await expect(next).toHaveCount(0);
    await press(page, 'Visa var');
    await expect(page.locator('.event:focus')).toContainText('Demo Havsnäs Hamn');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Flytta till samma tid nästa vecka' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByText('”Demo Havsnäs Hamn” flyttades.')).toBeVisible();
    const moves = page.getByRole('region', { name: 'Varför frågas det inte?' });
    await expect(moves).toContainText('Demo Havsnäs Hamn', { timeout: 30_000 });
    await expect(tour).toContainText('Klart.');
    // At sixty minutes a minute the question would come before a slow machine has come to wait for it.
    await press(page, 'Stanna');
    await expectNoAxeViolations(page);
    await press(page, 'Nästa');
  });

  await test.step('2 and 3: time passes, the question comes and is answered', async () => {
    await expect(tour.getByText('Steg 2 av 7')).toBeVisible();
    await press(page, 'Visa var');
    await expect(page.getByRole('button', { name: 'Nästa lucka' })).toBeFocused();
    await page.keyboard.press('Enter');
    await press(page, 'Kör');
    await expect(done).toBeVisible({ timeout: 30_000 });
    await press(page, 'Nästa');
    await expect(tour.getByText('Steg 3 av 7')).toBeVisible();
    await page.getByRole('button', { name: 'Mycket internt' }).focus();
    await page.keyboard.press('Enter');
    await expect(done).toBeVisible();
    await press(page, 'Nästa');
  });

  await test.step('4: the tab shows what was kept', async () => {
    await expect(tour.getByText('Steg 4 av 7')).toBeVisible();
    await press(page, 'Visa var');
    await page.keyboard.press('Enter');
    await expect(done).toBeVisible();
    await press(page, 'Nästa');
  });

  await test.step('5: a second move is not asked about, and the page says why', async () => {
    await expect(tour.getByText(/”Avtalsmöte [^”]+” \(tor 26 nov 8\.30\)/)).toBeVisible();
    await press(page, 'Visa var');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Flytta till samma tid nästa vecka' }).focus();
    await page.keyboard.press('Enter');
    await expect(done).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(/en om dagen|en åt gången/i).first()).toBeVisible();
    await press(page, 'Nästa');
  });

  await test.step('6: the manager sees nothing of it', async () => {
    await expect(tour.getByText('Välj Karin Alsterby i listan över personer.')).toBeVisible();
    await page
      .getByRole('combobox', { name: 'Du är' })
      .selectOption({ label: 'Karin Alsterby, Försäljningschef Mitt' });
    await expect(done).toBeVisible();
    await press(page, 'Nästa');
  });

  await test.step('7: every request is there to be read', async () => {
    await press(page, 'Visa var');
    await page.keyboard.press('Enter');
    await expect(done).toBeVisible();
    const requests = page.getByRole('list', { name: 'Anropen' });
    await expect(requests.getByText('Läste kalendern').first()).toBeVisible();
    await expect(requests.getByText('Skrev i chatten').first()).toBeVisible();
    await expectNoAxeViolations(page);
    await press(page, 'Avsluta');
    await expect(tour).toHaveCount(0);
  });

  await test.step('it stays away after a reload, and can be begun again and closed', async () => {
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Du är' })).toBeVisible();
    await expect(tour).toHaveCount(0);
    await press(page, 'Rundtur i sju steg');
    await expect(tour.getByText('Steg 1 av 7')).toBeVisible();
    await press(page, 'Stäng rundturen');
    await expect(tour).toHaveCount(0);
  });
});

test('the page fits a narrow phone in English and dark, with the tour on', async ({ page }) => {
  await page.route('**/res.cdn.office.net/**', (route) => route.abort());
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('/sandbox/?lang=en&look=dark&as=oskar');
  const tour = page.getByRole('region', { name: 'Tour' });
  await expect(tour.getByText('Step 1 of 7')).toBeVisible();
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await tour.getByRole('button', { name: 'Show where' }).click();
  await expect(page.locator('.event:focus')).toBeVisible();
  await page.getByRole('tab', { name: 'Requests' }).click();
  await expect(page.getByRole('list', { name: 'Requests' })).toBeVisible();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await expectNoAxeViolations(page);
});

test('a link out of the tab tells where Teams would have gone', async ({ page }) => {
  const tab = await openTab(page, { as: 'maja', page: 'moved', language: 'en', theme: 'dark' });
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await tab.locator('body').evaluate(() => {
    const link =
      'https://outlook.office.com/calendar/deeplink/compose?subject=Demo%20Nordlast' +
      '&startdt=2026-11-30T09:00:00.000Z&enddt=2026-11-30T10:00:00.000Z&to=lena.forsmarker%40nordlast.example';
    parent.postMessage({ id: 999, func: 'executeDeepLink', args: [link] }, location.origin);
  });
  const note = page.getByRole('status');
  await expect(note).toContainText('Here Outlook would open a new meeting');
  await expect(note.getByRole('definition')).toHaveText([
    'Demo Nordlast',
    'Mon 30 Nov, 10:00',
    'Mon 30 Nov, 11:00',
    'lena.forsmarker@nordlast.example',
  ]);
  await expectNoAxeViolations(page);
  await note.getByRole('button', { name: 'Close' }).click();
  await expect(note).toHaveCount(0);
});

/** By keyboard, as everything here. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
}

/** From the page’s own button, until the company is another one and the product has read it. */
async function startOver(page: Page): Promise<void> {
  const before = await generation(page);
  await page.getByRole('button', { name: 'Börja om' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Börja om' }).click();
  const isRead = async () => (await generation(page)) > before && (await page.request.get('/readyz')).ok();
  await expect.poll(isRead, { timeout: UNTIL_MADE }).toBe(true);
}

async function generation(page: Page): Promise<number> {
  const response = await page.request.get('/sandbox/api/clock');
  const reading: { generation: number } = await response.json();
  return reading.generation;
}
