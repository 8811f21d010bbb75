import { expect, test } from '@playwright/test';
import { openTab, type Opened } from '../e2e/teams-tab.ts';

interface Picture extends Opened {
  readonly name: string;
  readonly width?: number;
}

const PICTURES: readonly Picture[] = [
  { name: 'time-sv-light', as: 'karin', page: 'time' },
  { name: 'time-en-dark', as: 'karin', page: 'time', theme: 'dark', language: 'en' },
  { name: 'time-sv-contrast', as: 'karin', page: 'time', theme: 'contrast' },
  { name: 'time-sv-light-360', as: 'karin', page: 'time', width: 360 },
  { name: 'time-small-team-sv-light', as: 'eirik', page: 'time' },
  { name: 'week-sv-light', as: 'maja', page: 'week' },
  { name: 'week-en-dark', as: 'maja', page: 'week', theme: 'dark', language: 'en' },
  { name: 'trend-sv-light', as: 'maja', page: 'trend' },
  { name: 'moved-sv-light', as: 'maja', page: 'moved' },
  { name: 'settings-sv-light', as: 'maja', page: 'settings' },
  { name: 'setup-sv-light', as: 'admin', page: 'setup' },
  { name: 'rules-sv-light', as: 'admin', page: 'rules' },
  { name: 'health-en-dark', as: 'admin', page: 'health', theme: 'dark', language: 'en' },
  { name: 'classification-sv-light', as: 'admin', page: 'classification' },
  { name: 'looks-sv-light', as: 'maja', page: 'looks' },
];

for (const picture of PICTURES)
  test(picture.name, async ({ page }) => {
    const width = picture.width ?? 1280;
    await page.setViewportSize({ width, height: 900 });
    const tab = await openTab(page, picture);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    const height = await tab.locator('html').evaluate((root) => root.scrollHeight);
    await page.setViewportSize({ width, height });
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await page.screenshot({ path: `docs/screenshots/${picture.name}.png` });
  });
