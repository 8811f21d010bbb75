import { expect, test, type Page } from '@playwright/test';
import { drag, openSandbox, UNTIL_ASKED } from './sandbox-page.ts';
import { expectNoAxeViolations, openTab } from './teams-tab.ts';

interface Person {
  readonly key: string;
  readonly name: string;
}

test('a rep drags a demo to next week, is asked one question, and only they see move and answer', async ({
  page,
}) => {
  test.setTimeout(480_000);
  const before = await timeOf(page, 'manager');

  await openSandbox(page);
  // At sixty minutes a minute a slow machine would let the gap pass: until she is asked the clock stands, and is stepped.
  await page.getByRole('button', { name: 'Stanna' }).click();
  const rep = await becomeRep(page, 'maja');
  await drag(page, /^Demo Havsnäs Hamn$/, { days: 2, quarters: 4 });
  const why = page.getByRole('region', { name: 'Varför frågas det inte?' });
  await expect(why.getByText('Demo Havsnäs Hamn')).toBeVisible({ timeout: UNTIL_ASKED });

  await test.step('the card arrives, without evidence and with who sees the answer', async () => {
    // Not by the button: its hint would lie over the page while axe reads it.
    await page.request.post('/sandbox/api/clock/next-gap', { data: { as: rep.key } });
    await expect(page.getByRole('heading', { name: 'Demo Havsnäs Hamn flyttades' })).toBeVisible({
      timeout: UNTIL_ASKED,
    });
    await expect(page.getByText('Bara du ser svaret.', { exact: false })).toBeVisible();
    await expect(page.getByText('Din median', { exact: false })).toHaveCount(0);
    await expectNoAxeViolations(page);
  });

  await test.step('one tap answers, and the card changes', async () => {
    await page.getByRole('button', { name: 'Mycket internt' }).click();
    await expect(page.getByRole('heading', { name: 'Tack. Ditt svar: Mycket internt' })).toBeVisible();
    await expect(
      page.getByText(/Synligt i kalendern|Inte synligt i kalendern|Går inte att säga/).first(),
    ).toBeVisible();
  });

  await test.step('a second drag the same day is not asked, and the page says why', async () => {
    await page.getByRole('button', { name: 'Kör' }).click();
    await drag(page, /^Avtalsmöte /, { days: 3, quarters: 0 });
    await expect(page.getByText(/en om dagen|en fråga i dag|en åt gången/i).first()).toBeVisible({
      timeout: UNTIL_ASKED,
    });
  });

  await test.step('its question comes the next day, in a free moment', async () => {
    await page.getByRole('button', { name: 'Nästa dag' }).click();
    await expect(page.getByText(/^tors? 26 nov/i).first()).toBeVisible();
    await page.getByRole('button', { name: 'Nästa lucka' }).click();
    await expect(page.getByRole('heading', { name: /^Avtalsmöte .* flyttades$/ })).toBeVisible({
      timeout: UNTIL_ASKED,
    });
  });

  await test.step('What moved shows the move with the answer and what the calendar shows', async () => {
    const tab = await openTab(page, { as: rep.key, page: 'moved' });
    await expect(tab.getByRole('heading', { level: 1 })).toHaveText(
      /säljande aktiviteter flyttades de senaste fyra veckorna$/,
    );
    const [contract, demo] = [
      tab.getByRole('row', { name: /^Avtalsmöte/ }),
      tab.getByRole('row', { name: /^Demo Havsnäs Hamn/ }),
    ];
    await expect(contract).toBeVisible();
    await expect(demo).toContainText('Mycket internt');
    await expectNoAxeViolations(page);
  });

  await test.step('for the manager nothing has changed, and no role gets a row of it', async () => {
    expect(await timeOf(page, 'manager')).toEqual(before);
    for (const role of ['manager', 'director', 'admin', 'oskar'])
      expect(JSON.stringify(await read(page, role, '/api/moves'))).not.toContain('Havsnäs');
  });
});

/** The sandbox’s own list of who is who; the page speaks of them by name. */
async function becomeRep(page: Page, key: string): Promise<Person> {
  const response = await page.request.get('/sandbox/api/people');
  const { people }: { people: Person[] } = await response.json();
  const person = people.find((candidate) => candidate.key === key);
  if (!person) throw new Error(`Nobody is called ${key}.`);
  await expect(page.getByRole('heading', { name: `Kalender för ${person.name}` })).toBeVisible();
  return person;
}

async function timeOf(page: Page, as: string): Promise<unknown> {
  const me = await read(page, as, '/api/me');
  const [team] = (me as { manages: { id: string }[] }).manages;
  return read(page, as, `/api/teams/${team?.id}/time`);
}

async function read(page: Page, as: string, path: string): Promise<unknown> {
  const issued = await page.request.post('/sandbox/api/token', { data: { as } });
  const { token }: { token: string } = await issued.json();
  const response = await page.request.get(path, { headers: { authorization: `Bearer ${token}` } });
  expect([200, 403]).toContain(response.status());
  return response.json();
}
