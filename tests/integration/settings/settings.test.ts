import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../shared/calendar/time.ts';
import { settingsSchema, type Settings, type SettingsChange } from '../../../shared/contract/settings.ts';
import { weekSchema } from '../../../shared/contract/week.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { repIn } from '../chain/rep.ts';

const product = useProduct({
  company: { seed: 'test', teams: ['mitt'], weeksBack: 0, weeksAhead: 0 },
  calendars: async () => undefined,
});
const rep = (key: string) => repIn(product(), key);
const askedAt = async (key: string) => (await rep(key).questions()).map(({ sentAt }) => sentAt);
const settingsOf = async (key: string) => settingsSchema.parse(await product().get(key, '/api/settings'));

async function change(key: string, json: SettingsChange): Promise<Settings> {
  const { status, body } = await product().call(key, '/api/settings', { method: 'PATCH', json });
  expect(status).toBe(200);
  return settingsSchema.parse(body);
}

/** The rep drags a demo of the week after next by a day. The clock is walked from one test to the next. */
async function drag(key: string, when: string): Promise<void> {
  await product().skipTo(at(when) - 30 * MINUTE);
  const start = at('2026-12-10 10:00');
  const demo = await rep(key).bookDemo(start);
  await product().walkTo(at(when));
  await rep(key).drag(demo, start + DAY);
  await product().settle();
}

beforeAll(async () => {
  for (const { key, role } of product().sandbox.people())
    if (role === 'rep') await product().sandbox.inside.teams.chat.install(key);
});

describe('a rep who says nothing', () => {
  it('is asked in the hours of their mailbox, and sees what is stored and for how long', async () => {
    expect(await settingsOf('maja')).toEqual({
      now: '2026-11-25T09:05:00.000Z',
      timeZone: 'Europe/Stockholm',
      readingFrom: '2026-09-03T09:05:00.000Z',
      acknowledged: true,
      pause: { state: 'none' },
      quietHours: null,
      weeklyNote: false,
      workingHours: { isOwn: false, spans: MAILBOX, mailbox: MAILBOX },
      burden: { seconds: 0, limit: 60 },
      burdenByWeek: WEEKS.map((week) => ({ week, seconds: 0 })),
      stored: { events: 0, moves: 0, answers: 0, corrections: 0, samples: 0, weeks: 1, since: null },
      keptWeeks: 26,
      contact: 'Dataskyddsombudet',
      minimum: 5,
    });
  });
});

describe('what a rep says on the page is what the planner does', () => {
  it('with quiet hours a question comes when they are over', async () => {
    await change('oskar', { quietHours: { from: '11:00', to: '14:00' } });
    await drag('oskar', '2026-11-25 11:10');
    await product().walkTo(at('2026-11-25 14:00') - 1);
    expect(await askedAt('oskar')).toEqual([]);
    await product().walkTo(at('2026-11-25 14:00'));
    expect(await askedAt('oskar')).toEqual([at('2026-11-25 14:00')]);
  });

  it('a pause closes the open question at once, and its time counts', async () => {
    expect((await change('oskar', { pause: 'week' })).pause).toEqual({
      state: 'until',
      until: '2026-12-02T13:00:00.000Z',
    });
    await product().settle();
    expect((await rep('oskar').move('Demo Havsnäs Hamn')).prompt).toEqual({ state: 'lapsed' });
    expect((await settingsOf('oskar')).burden).toEqual({ seconds: 2, limit: 60 });
  });

  it('is undone as it was, and open pauses have no end', async () => {
    const before = await settingsOf('oskar');
    expect((await change('oskar', { pause: 'none' })).pause).toEqual({ state: 'none' });
    if (before.pause.state !== 'until') throw new Error('Not paused.');
    const { pause } = await change('oskar', { pause: { until: before.pause.until } });
    expect(pause).toEqual(before.pause);
    expect((await change('oskar', { pause: 'open' })).pause).toEqual({ state: 'open' });
  });

  it('with hours of their own a question waits for them, and what was available follows', async () => {
    const before = await weekOf('sanna');
    const own = [1, 2, 3, 4, 5].map((day) => ({ day, from: '13:00', to: '16:00' }));
    const { workingHours } = await change('sanna', { workingHours: own });
    expect(workingHours).toEqual({ isOwn: true, spans: own, mailbox: MAILBOX });
    await drag('sanna', '2026-11-25 16:10');
    await product().walkTo(at('2026-11-26 13:00') - 1);
    expect(await askedAt('sanna')).toEqual([]);
    await product().walkTo(at('2026-11-26 13:00'));
    expect(await askedAt('sanna')).toEqual([at('2026-11-26 13:00')]);
    expect([before.availableHours, (await weekOf('sanna')).availableHours]).toEqual([40, 15]);
    expect(await storedMinutes('sanna')).toBe(15 * 60);
    await change('sanna', { workingHours: null });
    await product().settle();
    expect(await storedMinutes('sanna')).toBe(40 * 60);
  });
});

describe('a rep who has not said that they have read', () => {
  it('says so once in the tab, and the first time counts', async () => {
    await product().asWorker((trx) =>
      trx
        .updateTable('notice')
        .set({ acknowledged_at: null })
        .where('person_id', '=', product().personId('maja'))
        .execute(),
    );
    expect(await product().get('maja', '/api/me')).toMatchObject({ rep: { acknowledged: false } });
    const saved = await product().call('maja', '/api/acknowledgement', { json: {} });
    expect([saved.status, saved.body]).toEqual([200, { acknowledged: true }]);
    expect(await product().get('maja', '/api/me')).toMatchObject({ rep: { acknowledged: true } });
    const first = await acknowledgedAt();
    await product().walk(MINUTE);
    await product().call('maja', '/api/acknowledgement', { json: {} });
    expect(await acknowledgedAt()).toBe(first);
  });
});

const MAILBOX = [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '17:00' }));
const WEEKS = Array.from({ length: 13 }, (_, index) => `2026-W${index + 36}`);

async function weekOf(key: string) {
  return weekSchema.parse(await product().get(key, '/api/week'));
}

async function storedMinutes(key: string): Promise<number | undefined> {
  const row = await product().asWorker((trx) =>
    trx
      .selectFrom('person_week')
      .select('available')
      .where('person_id', '=', product().personId(key))
      .where('week', '=', '2026-W48')
      .executeTakeFirst(),
  );
  return row?.available;
}

async function acknowledgedAt(): Promise<number | null | undefined> {
  const row = await product().asWorker((trx) =>
    trx
      .selectFrom('notice')
      .select('acknowledged_at')
      .where('person_id', '=', product().personId('maja'))
      .executeTakeFirst(),
  );
  return row?.acknowledged_at;
}
