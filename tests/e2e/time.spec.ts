import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, expectNoSidewaysScroll, openTab } from './teams-tab.ts';

test('a manager sees in Swedish and light where the team’s time goes, and that it is too early to say more', async ({
  page,
}) => {
  const tab = await openTab(page, { as: 'karin', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+\u00a0% av teamets tid är säljande\. För tidigt att säga om andelen ändras\.$/,
  );
  await expect(tab.getByRole('heading', { name: 'Vart går tiden?' })).toBeVisible();
  await expect(tab.getByRole('heading', { name: /^Tid per vecka, v\.\s\d+/ })).toBeVisible();
  await expect(tab.getByText('Team Mitt, 6 säljare')).toBeVisible();
  await expectNoAxeViolations(page);
});

test('a manager sees the same in English and dark', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'time', theme: 'dark', language: 'en' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+% of the team’s time is selling\. Too early to say if it changes\.$/,
  );
  await expectNoAxeViolations(page);
});

test('the chart is one tab stop, and its table says the same', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'time' });
  const chart = tab.getByRole('application', { name: /Tid per vecka/ });
  await chart.focus();
  await page.keyboard.press('End');
  const spoken = (await tab.locator('[aria-live]').allTextContents()).join(' ');
  expect(spoken).toMatch(/v\.\u00a047|vecka 47/i);
});

test('the manager of three reps is told why nothing is shown', async ({ page }) => {
  const tab = await openTab(page, { as: 'eirik', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    'Team Norr har 3 säljare. Teamets siffror visas från 5.',
  );
  await expect(
    tab.getByText('I en liten grupp går det att räkna ut vem som är vem.', { exact: false }),
  ).toBeVisible();
  await expectNoAxeViolations(page);
});

test('the director’s level is withheld, because it would give the three away', async ({ page }) => {
  const tab = await openTab(page, { as: 'helena', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(tab.getByText(/\d+\u00a0% av teamets tid/)).toHaveCount(0);
  await expectNoAxeViolations(page);
});

test('the page fits a narrow phone, and the high-contrast theme', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const tab = await openTab(page, { as: 'karin', page: 'time', theme: 'contrast', language: 'en' });
  await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoSidewaysScroll(tab);
  await expectNoAxeViolations(page);
});
