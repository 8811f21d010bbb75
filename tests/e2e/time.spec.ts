import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, expectNoSidewaysScroll, openTab } from './teams-tab.ts';

test('a manager sees in Swedish and light where the team’s time goes, and that the selling share falls', async ({
  page,
}) => {
  const tab = await openTab(page, { as: 'karin', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+\u00a0% av teamets tid är säljande\. Andelen sjunker\.$/,
  );
  await expect(tab.getByRole('heading', { name: 'Vart går tiden?' })).toBeVisible();
  await expect(tab.getByRole('heading', { name: /^Tid per vecka, v\.\s\d+/ })).toBeVisible();
  await expect(tab.getByText('Team Mitt, 6 säljare')).toBeVisible();
  await expect(tab.getByText(/25 veckor, 5 säljare\. Theil–Sen$/)).toBeVisible();
  await expectNoAxeViolations(page);
});

test('a manager sees the same in English and dark', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'time', theme: 'dark', language: 'en' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+% of the team’s time is selling\. The share is falling\.$/,
  );
  await expectNoAxeViolations(page);
});

test('of another team the same weeks say nothing certain', async ({ page }) => {
  const tab = await openTab(page, { as: 'camilla', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(/Ingen säker förändring\.$/);
});

test('with nine weeks it is too early to say more', async ({ page }) => {
  await page.route('**/api/teams/*/time', async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    const trend = { status: 'too_early', weeksNeeded: 13, weeksHad: 9, expected: '2026-W51' };
    const planned = { status: 'from_week', week: '2026-W49' };
    const figures = { ...answer.figures, weeks: answer.figures.weeks.slice(-9), trend, planned };
    await route.fulfill({ response, json: { ...answer, figures } });
  });
  const tab = await openTab(page, { as: 'karin', page: 'time' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
    /^\d+\u00a0% av teamets tid är säljande\. För tidigt att säga om andelen ändras\.$/,
  );
  await expect(tab.getByText('9 av 13', { exact: false }).first()).toBeVisible();
  await expectNoAxeViolations(page);
});

test('the chart is one tab stop, and its table says the same', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'time' });
  await tab.getByRole('application', { name: /Tid per vecka/ }).press('End');
  const spoken = async () => (await tab.locator('[aria-live]').allTextContents()).join(' ');
  await expect.poll(spoken).toMatch(/v\.\u00a047|vecka 47/i);
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
