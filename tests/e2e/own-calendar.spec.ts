import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { expectNoAxeViolations, expectNoSidewaysScroll, openTab } from './teams-tab.ts';

const EXAMPLE = fileURLToPath(new URL('../../docs/own-calendar-example.ics', import.meta.url));

async function giveFile(tab: FrameLocator, file: string | { name: string; text: string }): Promise<void> {
  const input = tab.locator('input[type=file]');
  await input.setInputFiles(
    typeof file === 'string'
      ? file
      : { name: file.name, mimeType: 'text/calendar', buffer: Buffer.from(file.text) },
  );
}

/** Every request from now on, as `METHOD address`, and every byte that was sent along. */
function watchNetwork(page: Page): { readonly asked: string[]; readonly sent: string[] } {
  const watched: { asked: string[]; sent: string[] } = { asked: [], sent: [] };
  page.on('request', (request) => {
    watched.asked.push(`${request.method()} ${new URL(request.url()).pathname}`);
    const body = request.postData();
    if (body !== null) watched.sent.push(body);
  });
  page.on('websocket', (socket) => watched.asked.push(`SOCKET ${socket.url()}`));
  return watched;
}

test('a calendar is read in the browser: nothing of it leaves, and the page shows where its time went', async ({
  page,
}) => {
  const tab = await openTab(page, { as: 'karin', page: 'own' });
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText('Prova med din egen kalender');
  await expectNoAxeViolations(page);
  const network = watchNetwork(page);
  await giveFile(tab, EXAMPLE);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(/^\d+\u00a0% av tiden är säljande\. /);
  await expect(tab.getByText('Inget lämnade webbläsaren.', { exact: false })).toBeVisible();
  await expect(tab.getByRole('heading', { name: 'Vecka 47, 16–20\u00a0november' })).toBeVisible();
  await expect(tab.getByRole('heading', { name: 'Största interna möten' })).toBeVisible();
  await tab.getByRole('button', { name: /föregående|förra/i }).click();
  await expect(tab.getByRole('heading', { name: 'Vecka 46, 9–13\u00a0november' })).toBeVisible();
  expect(network.sent).toEqual([]);
  expect(network.asked.filter((request) => !/^GET \/tab\/assets\/[\w.-]+\.js$/.test(request))).toEqual([]);
  await expectNoAxeViolations(page);
});

test('what is unsure is settled on the spot, and forgotten with the page', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'own', language: 'en', theme: 'dark' });
  await giveFile(tab, EXAMPLE);
  const row = tab.getByRole('listitem').filter({ hasText: 'Fokustid' });
  await row.getByRole('button', { name: 'Selling' }).click();
  await expect(row.getByRole('button', { name: 'Selling' })).toHaveAttribute('aria-pressed', 'true');
  const settled = await tab.getByRole('heading', { level: 1 }).textContent();
  await row.getByRole('button', { name: 'Selling' }).click();
  await expect(tab.getByRole('heading', { level: 1 })).not.toHaveText(settled ?? '');
  await expectNoAxeViolations(page);
  await tab.getByRole('button', { name: 'Read another file' }).click();
  await expect(tab.getByRole('button', { name: 'Choose a file' })).toBeVisible();
});

test('a large calendar shows how far it is in real counts, and can be stopped', async ({ page }) => {
  const tab = await openTab(page, { as: 'karin', page: 'own', language: 'en' });
  const year = readFileSync(EXAMPLE, 'utf8');
  const events = year.slice(year.indexOf('BEGIN:VEVENT'), year.lastIndexOf('END:VCALENDAR'));
  const large = year.replace(events, () =>
    Array.from({ length: 600 }, (_, index) => events.replaceAll('UID:', `UID:${index}-`)).join(''),
  );
  await giveFile(tab, { name: 'stor.ics', text: large });
  await expect(
    tab
      .getByRole('status')
      .filter({ hasText: /\d of [\d,]+ (kB read|series and events placed|events sorted)/ }),
  ).toBeVisible();
  await tab.getByRole('button', { name: 'Stop' }).click();
  await expect(tab.getByRole('button', { name: 'Choose a file' })).toBeVisible();
});

test('what is no calendar is said in a sentence, and another file can be given', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  const tab = await openTab(page, { as: 'karin', page: 'own', theme: 'contrast' });
  await giveFile(tab, { name: 'kalender.ics', text: '<html>Logga in</html>' });
  await expect(tab.getByText('Filen är en webbsida, ingen kalender.', { exact: false })).toBeVisible();
  await expectNoSidewaysScroll(tab);
  await expectNoAxeViolations(page);
  await giveFile(tab, EXAMPLE);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(/av tiden är säljande/);
  await expectNoSidewaysScroll(tab);
  await expectNoAxeViolations(page);
});

test('whoever is not known here is told so, and may still sort a calendar of their own', async ({ page }) => {
  await page.route('**/api/me', (route) =>
    route.fulfill({
      status: 403,
      json: { code: 'not_enrolled', message: 'You are not part of Followthrough yet.', action: 'Ask.' },
    }),
  );
  const tab = await openTab(page, { as: 'maja', page: 'week', language: 'en' });
  await expect(tab.getByText('You are not part of Followthrough yet. Ask.')).toBeVisible();
  await expect(tab.getByRole('tab', { name: 'Own calendar' })).toHaveAttribute('aria-selected', 'true');
});
