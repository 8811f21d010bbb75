import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { teamsDarkTheme, teamsHighContrastTheme, teamsLightTheme } from '@fluentui/react-components';
import { expect, test, type Page } from '@playwright/test';
import { CARD_HOST_CONFIG } from '../../sandbox/page/card-host-config.ts';
import { EVERY_CARD } from '../unit/bot/every-card.ts';
import { expectNoAxeViolations } from './teams-tab.ts';

const RENDERER = createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js');
const STYLES = readFileSync(new URL('../../sandbox/page/page.css', import.meta.url), 'utf8');
const THEMES = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };
const LANGUAGES = ['sv', 'en'] as const;

/** Every card in both languages, one below the other, in a window as narrow as a phone's; by the renderer that Teams' own grew from. */
async function showCards(page: Page, theme: keyof typeof THEMES): Promise<void> {
  const tokens = Object.entries(THEMES[theme]).map(([name, value]) => `--${name}:${value}`);
  await page.setViewportSize({ width: 320, height: 800 });
  await page.setContent(`<!doctype html><html lang="en"><title>Cards</title><style>${STYLES}
    html{${tokens.join(';')}} body{margin:0;background:var(--colorNeutralBackground1);color:var(--colorNeutralForeground1)}</style>
    <main><h1>Teams</h1><h2>Chat</h2></main></html>`);
  await page.addScriptTag({ path: RENDERER });
  const cards = LANGUAGES.flatMap((lang) =>
    EVERY_CARD.map(([name, make]) => ({ id: `${name}-${lang}`, lang, card: make(lang) })),
  );
  await page.evaluate(draw, { cards, config: CARD_HOST_CONFIG });
}

interface Placed {
  readonly id: string;
  readonly lang: string;
  readonly card: object;
}

/** In the page, where the renderer is a global without types. */
function draw({ cards, config }: { cards: readonly Placed[]; config: object }): void {
  const AC = Reflect.get(globalThis, 'AdaptiveCards');
  AC.AdaptiveCard.onProcessMarkdown = (
    text: string,
    result: { outputHtml?: string; didProcess: boolean },
  ) => {
    const shown = document.createElement('p');
    shown.textContent = text.replaceAll(/\\(.)/g, '$1');
    result.outputHtml = shown.innerHTML;
    result.didProcess = true;
  };
  for (const { id, lang, card } of cards) {
    const drawing = new AC.AdaptiveCard();
    drawing.hostConfig = new AC.HostConfig(config);
    drawing.parse(card);
    const place = document.createElement('section');
    place.className = 'card';
    place.id = id;
    place.lang = lang;
    place.append(drawing.render());
    document.querySelector('main')?.append(place);
  }
}

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test(`every card in the ${theme} theme at 320 px: no axe violation, nothing wider than its place`, async ({
    page,
  }) => {
    await showCards(page, theme);
    await expect(page.locator('.card .ac-adaptiveCard')).toHaveCount(2 * EVERY_CARD.length);
    await expectNoAxeViolations(page);
    const tooWide = await page
      .locator('html, .card, .card .ac-textBlock, .card .ac-pushButton > div')
      .evaluateAll((all) =>
        all.flatMap((one) => (one.scrollWidth > one.clientWidth + 1 ? [one.textContent] : [])),
      );
    expect(tooWide).toEqual([]);
  });
}

test('the question is answered from the keyboard in the order in which its buttons are read', async ({
  page,
}) => {
  await showCards(page, 'light');
  const buttons = page.locator('#prompt-sv').getByRole('button');
  const titles = await buttons.allTextContents();
  expect(titles).toHaveLength(10);
  const reached: string[] = [];
  // The card as a whole is the first stop.
  await page.keyboard.press('Tab');
  for (let press = 0; press < titles.length; press += 1) {
    await page.keyboard.press('Tab');
    reached.push((await page.locator(':focus').textContent()) ?? '');
  }
  expect(reached).toEqual(titles);
});
