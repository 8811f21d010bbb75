import { expect, test } from '@playwright/test';
import { expectNoAxeViolations, expectNoSidewaysScroll, openTab } from './teams-tab.ts';

/** A colleague of no team, to whom Entra gave the role. */
const STEWARD = 'sofia';

test('a rep pauses prompts by keyboard, reads that they are paused, and takes it back', async ({ page }) => {
  const tab = await openTab(page, { as: 'maja', page: 'settings' });
  const heading = tab.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Frågor kan komma, högst en om dagen.');
  await expectNoAxeViolations(page);
  // The heading follows at once; what is stored comes a moment later.
  const stored = () => page.waitForResponse((response) => response.request().method() === 'PATCH');
  const paused = stored();
  await tab.getByRole('button', { name: 'En vecka' }).press('Enter');
  await expect(heading).toHaveText(/^Frågorna är pausade till \S+\s\d+/);
  expect((await paused).ok()).toBe(true);
  const resumed = stored();
  await tab.getByRole('button', { name: 'Ångra' }).press('Enter');
  await expect(heading).toHaveText('Frågor kan komma, högst en om dagen.');
  expect((await resumed).ok()).toBe(true);
});

test('what cannot be saved is put back, and said', async ({ page }) => {
  await page.route('**/api/settings', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  const tab = await openTab(page, { as: 'maja', page: 'settings', language: 'en', theme: 'dark' });
  await tab.getByRole('button', { name: 'Until I resume' }).click();
  await expect(
    tab.getByText('It could not be saved. Nothing has changed.', { exact: true }).last(),
  ).toBeVisible();
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Prompts may come, at most one a day.');
});

test('a rep who has not read what is collected reads it first, and then lands where the link went', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  let isRead = false;
  await page.route('**/api/me', async (route) => {
    const response = await route.fetch();
    const me = await response.json();
    await route.fulfill({ response, json: { ...me, rep: { ...me.rep, acknowledged: isRead } } });
  });
  await page.route('**/api/acknowledgement', (route) => {
    isRead = true;
    return route.continue();
  });
  const tab = await openTab(page, { as: 'maja', page: 'moved', language: 'en' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(/^Read this first/);
  await expectNoSidewaysScroll(tab);
  await expectNoAxeViolations(page);
  await tab.getByRole('button', { name: 'I have read it' }).press('Enter');
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(/moved in the last four weeks$/);
});

test('an admin sees line by line what a file makes of a list, takes it, goes back, and downloads a list', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const tab = await openTab(page, { as: 'admin', page: 'rules', language: 'en', theme: 'contrast' });
  const give = (list: string, text: string) =>
    tab.getByLabel(`Choose a file for ${list}`).setInputFiles({
      name: 'kunder.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(text, 'latin1'),
    });
  await give('Customers', 'Kund;Dom\u00e4n\r\nA;granlund.example\r\nB;anna@gmail.com\r\n');
  const preview = tab.getByRole('group', { name: 'kunder.csv → Customers' });
  await expect(preview).toBeFocused();
  await expect(preview).toContainText('Line 3: gmail.com is private mail, and addresses there are people.');
  await preview.getByRole('button', { name: /are removed/ }).click();
  await expectNoSidewaysScroll(tab);
  await expectNoAxeViolations(page);
  await preview.getByRole('button', { name: 'Cancel' }).click();

  await give('Stages', 'domain;stage;since\ngranlund.example;offert;2026-11-02\n');
  await tab.getByRole('button', { name: 'Replace the list' }).press('Enter');
  await expect(tab.getByText('The list is replaced.', { exact: true }).last()).toBeVisible();
  const download = page.waitForEvent('download');
  await tab
    .getByRole('listitem')
    .filter({ hasText: 'Stages' })
    .getByRole('button', { name: 'Download' })
    .click();
  expect((await download).suggestedFilename()).toBe('stages.csv');
  await tab.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(tab.getByText('The former list holds again.', { exact: true }).last()).toBeVisible();
  await expect(tab.getByRole('listitem').filter({ hasText: 'Stages' })).toContainText('No list');
});

test('a steward reads what is decided and set, and can change none of it; a rep’s pages are not there', async ({
  page,
}) => {
  await page.route('**/sandbox/api/token', (route) =>
    route.continue({ postData: JSON.stringify({ as: STEWARD, roles: ['Followthrough.Steward'] }) }),
  );
  // As a link into Teams opens it: the app's one tab, and the page behind it.
  const tab = await openTab(page, { as: STEWARD, page: 'home', sub: 'setup' });
  await expect(tab.getByText('Granskare, läser bara')).toBeVisible();
  await expect(tab.getByRole('tab')).toHaveText([
    'Uppsättning',
    'Regler',
    'Drift',
    'Klassning',
    'Logg',
    'Egen kalender',
  ]);
  await expect(tab.getByRole('textbox').first()).toBeDisabled();
  for (const name of ['Uppsättning', 'Regler']) {
    await tab.getByRole('tab', { name }).click();
    await expect(tab.getByRole('textbox').first()).toBeDisabled();
    await expect(tab.getByRole('button', { name: 'Spara' })).toHaveCount(0);
    await expect(tab.locator('input:enabled, select:enabled, textarea:enabled')).toHaveCount(0);
  }
  const { token } = await (
    await page.request.post('/sandbox/api/token', { data: { as: STEWARD, roles: ['Followthrough.Steward'] } })
  ).json();
  const headers = { authorization: `Bearer ${token}` };
  const settings = await (await page.request.get('/api/admin/settings', { headers })).json();
  const refused = [
    await page.request.put('/api/admin/settings', { headers, data: { ...settings, minimum: 6 } }),
    await page.request.post('/api/admin/notices', { headers, data: {} }),
    await page.request.get('/api/moves', { headers }),
    await page.request.get('/api/week', { headers }),
  ];
  expect(await Promise.all(refused.map(async (answer) => (await answer.json()).code))).toEqual([
    'only_reading',
    'only_reading',
    'not_a_rep',
    'not_a_rep',
  ]);
});
