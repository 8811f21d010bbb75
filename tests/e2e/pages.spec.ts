import { expect, test, type FrameLocator } from '@playwright/test';
import swedish from '../../shared/locales/sv.json' with { type: 'json' };
import { PAGE_KEYS, type PageKey } from '../../tab/pages/page-rules.ts';
import {
  expectNoAxeViolations,
  expectNoSidewaysScroll,
  expectNothingJumped,
  openTab,
  switchTheme,
} from './teams-tab.ts';

/** Who opens each page. A page that the product gains does not compile before it stands here. */
const OPENED_BY: Readonly<Record<PageKey, string>> = {
  time: 'karin',
  week: 'maja',
  trend: 'maja',
  moved: 'maja',
  team: 'maja',
  looks: 'maja',
  settings: 'maja',
  setup: 'admin',
  rules: 'admin',
  health: 'admin',
  classification: 'admin',
  audit: 'admin',
  own: 'maja',
};
/** The key of a text stands where the text itself is missing. */
const UNNAMED = new RegExp(`^(${Object.keys(swedish).join('|')})(\\.\\w+)+$`);

for (const key of PAGE_KEYS) {
  const as = OPENED_BY[key];
  test(`${key} in Swedish at 1280 px: no axe violation in any theme, nothing scrolls sideways`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const tab = await openTab(page, { as, page: key });
    await expectContent(tab);
    await expectNothingJumped(tab);
    await expectNoSidewaysScroll(tab);
    await expectNoAxeViolations(page);
    for (const theme of ['dark', 'contrast'] as const) {
      await switchTheme(page, tab, theme);
      await expectContent(tab);
      await expectNoSidewaysScroll(tab);
      await expectNoAxeViolations(page);
    }
  });

  test(`${key} in English at 320 px: no axe violation, nothing scrolls sideways`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    const tab = await openTab(page, { as, page: key, language: 'en' });
    await expectContent(tab);
    await expectNothingJumped(tab);
    await expectNoSidewaysScroll(tab);
    await expectNoAxeViolations(page);
  });
}

/** The page itself and not its skeleton, in one of the two languages and with no text left unnamed. */
async function expectContent(tab: FrameLocator): Promise<void> {
  await expect(tab.getByRole('heading', { level: 1 })).not.toBeEmpty();
  await expect(tab.getByRole('status', { name: /^(Hämtar|Loading)/ })).toHaveCount(0);
  await expect(tab.getByText(UNNAMED)).toHaveCount(0);
}

test('a rep settles an unsure event, takes it back, confirms what was drawn and goes on to another page by keyboard alone', async ({
  page,
}) => {
  const tab = await openTab(page, { as: 'maja', page: 'week' });
  const heading = tab.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('händelser är osäkra');
  const before = (await heading.textContent()) ?? '';

  // From the top of the page: the frame, then the tabs as one stop, then whatever comes, to the first answer.
  const firstAnswer = tab.getByRole('button', { name: /Internt/ }).first();
  await tabTo(firstAnswer);
  await page.keyboard.press('Enter');
  await expect(heading).not.toHaveText(before);

  const undo = tab.getByRole('button', { name: /^Ångra: / });
  await page.keyboard.press('Escape');
  await expect(undo).toBeVisible();

  // What was drawn from the week before is confirmed by one press, and keeps its place.
  const yes = tab
    .getByRole('region', { name: 'Stämmer det här?' })
    .getByRole('button', { name: /^Ja, / })
    .first();
  await tabTo(yes);
  await page.keyboard.press('Enter');
  await expect(tab.getByText(/^Tack\. /).first()).toBeVisible();
  await expect(yes).toHaveAttribute('aria-pressed', 'true');

  await tabTo(undo);
  await page.keyboard.press('Enter');
  await expect(heading).toHaveText(before);

  const chosen = tab.getByRole('tab', { selected: true });
  await tabTo(chosen, 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(tab.getByRole('heading', { level: 1 })).toContainText('flyttades de senaste fyra veckorna');

  async function tabTo(target: ReturnType<FrameLocator['getByRole']>, key = 'Tab'): Promise<void> {
    for (let stops = 0; stops < 80; stops += 1) {
      await page.keyboard.press(key);
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error('Not reached by keyboard within 80 stops.');
  }
});
