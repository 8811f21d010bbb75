import { expect, test, type Page } from '@playwright/test';
import { meetingRequestSchema } from '../../shared/contract/outlook.ts';
import { REASON_CODES } from '../../shared/reasons/codes.ts';
import { weekSchema } from '../../shared/contract/week.ts';
import { openPane, raiseEvents, type OutlookForm } from './fake-outlook.ts';
import { expectNoAxeViolations } from './teams-tab.ts';

const REP = 'maja';
const WEEK = 7 * 86_400_000;

/** A selling meeting of hers that is yet to come, from her own week. */
async function meetingOf(page: Page): Promise<OutlookForm> {
  const { token } = await (await page.request.post('/sandbox/api/token', { data: { as: REP } })).json();
  const headers = { authorization: `Bearer ${token}` };
  const week = weekSchema.parse(await (await page.request.get('/api/week', { headers })).json());
  const meeting = week.events
    .filter(
      ({ class: name, standing, because }) => name === 'selling' && standing === 'open' && because.length > 2,
    )
    .findLast(({ title }) => title.startsWith('Demo '));
  if (meeting === undefined) throw new Error('She has no demo this week.');
  return { as: REP, title: meeting.title, start: meeting.start, end: meeting.end, oldStart: null };
}

/** The same meeting at the same hour a week later. */
function moved(form: OutlookForm): OutlookForm {
  const later = (instant: string) => new Date(Date.parse(instant) + WEEK).toISOString();
  return { ...form, start: later(form.start), end: later(form.end), oldStart: form.start };
}

function questionOf(form: OutlookForm) {
  return {
    oldStart: form.oldStart,
    newStart: form.start,
    workingDays: 5,
    reasons: REASON_CODES,
    minimum: 5,
    given: null,
  };
}

async function expectNoOverflow(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

test('the pane shows how a meeting is sorted and why, and corrects it with one press and undo', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  const form = await meetingOf(page);
  await openPane(page, form);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Säljande');
  await expect(page.getByText(form.title, { exact: false })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Därför' })).toBeVisible();
  await expect(page.getByText('Inget skrivs i kalendern. Bara du ser det här.')).toBeVisible();
  await expectNoOverflow(page);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: 'Internt' }).click();
  await expect(page.getByText('Ändrat.', { exact: true }).last()).toBeVisible();
  await page.getByText('Ångra', { exact: true }).click();
  await expect(page.getByText('Ångrat. Allt är som förut.', { exact: true }).last()).toBeVisible();
});

test('the pane asks for the reason while the meeting is being moved, and sends what was tapped', async ({
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 720 });
  const form = moved(await meetingOf(page));
  const asked: unknown[] = [];
  const heard: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/outlook/meeting')) asked.push(request.postDataJSON());
    if (request.url().endsWith('/api/outlook/heard')) heard.push(request.postDataJSON());
  });
  const answers: unknown[] = [];
  await page.route('**/api/outlook/answer', (route) => {
    answers.push(route.request().postDataJSON());
    return route.fulfill({ json: { given: 'internal-load' } });
  });
  // Whether she may be asked this week is the server's to say, and tested there.
  await page.route('**/api/outlook/meeting', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), question: questionOf(form) } });
  });
  // Retitled in the same breath: the calendar still has the title that the form was opened with.
  const retitled = { ...form, title: `${form.title}, flyttad`, oldTitle: form.title };
  await openPane(page, { ...retitled, language: 'en-GB', dark: true });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The meeting is moved. Why?');
  await expect(page.getByRole('button')).toHaveCount(10);
  await expectNoOverflow(page);
  await expectNoAxeViolations(page);
  await expect.poll(() => heard).toEqual([{ client: 'web', hasEvents: true }]);
  const [request] = asked.map((body) => meetingRequestSchema.parse(body));
  expect(request).toMatchObject({
    itemId: 'AAMk-form_id=',
    starts: [form.start, form.oldStart],
    newTime: { start: form.start, end: form.end },
  });
  await page.getByRole('button').first().click();
  // Shown in a toast, and said by a live region for a moment.
  await expect(page.getByText('Thank you. Your answer: Internal load', { exact: true }).last()).toBeVisible();
  await expect(page.getByRole('button', { pressed: true })).toHaveText(['Internal load']);
  expect(answers).toEqual([
    { event: expect.any(String), newTime: { start: form.start, end: form.end }, code: 'internal-load' },
  ]);
});

test('the events’ file says in a browser that a meeting with a customer is moved, and opens the pane', async ({
  page,
}) => {
  const later = Date.now() + WEEK;
  const form: OutlookForm = {
    as: REP,
    title: 'Genomgång',
    start: new Date(later).toISOString(),
    end: new Date(later + 3_600_000).toISOString(),
    oldStart: null,
    attendees: ['inkop@havsnas-hamn.example'],
  };
  const calls: string[] = [];
  page.on('request', (request) => calls.push(new URL(request.url()).pathname));
  expect(await raiseEvents(page, form, WEEK)).toEqual({
    handlers: ['onAppointmentOrganizer', 'onAppointmentTimeChanged'],
    completed: [1, 1],
    notices: [
      expect.objectContaining({
        message: expect.stringMatching(/^Mötet flyttas\. Är det säljande/),
        actions: [expect.objectContaining({ commandId: 'ftOrganizerPane' })],
      }),
    ],
  });
  expect(calls.filter((path) => !path.startsWith('/tab/outlook/') && !path.endsWith('office.js'))).toEqual(
    [],
  );
});

test('outside Outlook the pane says where it belongs', async ({ page }) => {
  await page.route('https://appsforoffice.microsoft.com/**', (route) => route.abort());
  const response = await page.goto('/tab/outlook/pane.html');
  expect(response?.headers()['content-security-policy']).toContain(
    "script-src 'self' https://appsforoffice.microsoft.com",
  );
  await expect(page.getByText('Öppna ett möte i Outlook', { exact: false })).toBeVisible();
});
