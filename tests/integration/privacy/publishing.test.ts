import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { publishWeeks } from '../../../api/publish/publish-weeks.ts';
import { createHolidayCalendar } from '../../../api/calendar/public-holidays.ts';
import { createEventStore } from '../../../api/store/event-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { CLASSIFIER_VERSION } from '../../../shared/classification/classify.ts';
import { adminHealthSchema } from '../../../shared/contract/admin.ts';
import { teamTimeSchema } from '../../../shared/contract/team-time.ts';
import { weekSchema } from '../../../shared/contract/week.ts';
import { DAY, MINUTE } from '../../../shared/calendar/time.ts';
import { at } from '../../factories/event.ts';
import { useProduct } from '../../fakes/product.ts';
import { CUSTOMER, repIn } from '../chain/rep.ts';
import { teamsOf } from './teams.ts';

/** A Tuesday evening: the week before is over, and its figures come the next morning. */
const product = useProduct({
  company: { seed: 'test', teams: ['mitt', 'syd', 'norr'], weeksBack: 4, weeksAhead: 1 },
  beginsAt: at('2026-11-24 19:00'),
});

async function timeOf(as: string, team: string) {
  const teams = await teamsOf(product());
  return teamTimeSchema.parse(await product().get(as, `/api/teams/${teams[team]}/time`));
}

async function publishedThrough(as: string, team: string): Promise<string> {
  const { figures } = await timeOf(as, team);
  return figures.status === 'published' ? figures.through : figures.status;
}

/** Everything that was published, as it stands in the database. */
const published = () =>
  product().asWorker(async (trx) => {
    const weeks = await sql`select * from team_week order by team_id, week, issue`.execute(trx);
    const members = await sql`select * from team_week_member order by 1, 2, 3, 4`.execute(trx);
    return { weeks: weeks.rows, members: members.rows };
  });

const ownWeek = async (key: string) => weekSchema.parse(await product().get(key, '/api/week?week=2026-W47'));

describe('whole weeks', () => {
  it('come on the Wednesday after, at six, and not a minute sooner', async () => {
    expect(await publishedThrough('karin', 'mitt')).toBe('2026-W46');
    await product().walkTo(at('2026-11-25 06:00') - 1);
    expect(await publishedThrough('karin', 'mitt')).toBe('2026-W46');
    await product().walkTo(at('2026-11-25 06:00'));
    expect(await publishedThrough('karin', 'mitt')).toBe('2026-W47');
    await product().skipTo(at('2026-11-25 09:00'));
  });

  it('of teams of six and five are shown, of three not, nor of the level that would give the three away', async () => {
    expect(await timeOf('karin', 'mitt')).toMatchObject({
      team: { reps: 6 },
      figures: { status: 'published' },
    });
    expect(await timeOf('camilla', 'syd')).toMatchObject({
      team: { reps: 5 },
      figures: { status: 'published' },
    });
    const norr = await timeOf('eirik', 'norr');
    expect([norr.team.reps, norr.minimum, norr.figures]).toEqual([3, 5, { status: 'small_team' }]);
    const all = await timeOf('helena', 'all');
    expect([all.team.reps, all.figures]).toEqual([14, { status: 'remainder' }]);
  });

  it('of the three, and of the level above them, keep no figure at all', async () => {
    const { norr, all } = await teamsOf(product());
    const { weeks } = await published();
    const kept = weeks.filter((row) => isOf(row, norr) || isOf(row, all));
    expect(kept.length).toBeGreaterThanOrEqual(8);
    const figures = [
      'reps',
      'selling',
      'unsure',
      'supporting',
      'internal',
      'scheduled',
      'available',
      'kinds',
      'plan',
      'burden',
    ];
    for (const row of kept)
      expect(figures.map((name) => Reflect.get(Object(row), name))).toEqual(figures.map(() => null));
  });
});

function isOf(row: unknown, team: string | undefined): boolean {
  return Reflect.get(Object(row), 'team_id') === team;
}

describe('what is published', () => {
  it('stays as it is when it is published again', async () => {
    const before = await published();
    const { store, vault, sandbox } = product();
    const deps = {
      store,
      clock: sandbox.clock,
      events: createEventStore(vault),
      people: createPersonStore(vault),
      holidaysBetween: createHolidayCalendar(),
      classifierVersion: CLASSIFIER_VERSION,
    };
    await publishWeeks(deps);
    await Promise.all([publishWeeks(deps), publishWeeks(deps)]);
    expect(await published()).toEqual(before);
  });

  it('stays as it is when a rep corrects what was sorted; the rep’s own week follows at once', async () => {
    const before = {
      rows: await published(),
      page: await timeOf('karin', 'mitt'),
      own: await ownWeek('maja'),
    };
    const event = before.own.events.find((one) => one.class === 'selling' && one.standing === 'open');
    if (!event) throw new Error('The week has no selling time.');
    const correction = {
      event: event.id,
      class: 'internal',
      scope: 'event',
      domain: null,
      instead: null,
      seconds: 4,
    };
    expect((await product().call('maja', '/api/corrections', { json: correction })).status).toBe(201);
    await product().walk(MINUTE);
    const after = await ownWeek('maja');
    expect(after.split.selling).toBeCloseTo(before.own.split.selling - event.hours);
    expect(after.split.internal).toBeCloseTo(before.own.split.internal + event.hours);
    expect(await storedHours('maja', '2026-W47')).toEqual(after.split);
    await product().skipTo(product().now() + DAY);
    expect({ rows: await published(), page: await timeOf('karin', 'mitt') }).toEqual({
      rows: before.rows,
      page: before.page,
    });
  });

  it('stays as it is when *Not selling* is tapped on a card; the rep’s own week follows', async () => {
    const oskar = repIn(product(), 'oskar');
    await product().sandbox.inside.teams.chat.install('oskar');
    await oskar.hear(1);
    const demo = await oskar.book({
      subject: 'Demo Havsnäs',
      start: at('2026-11-30 16:00'),
      attendees: [CUSTOMER],
    });
    await product().walk(20 * MINUTE);
    await oskar.drag(demo, at('2026-12-02 16:00'));
    await product().walkTo(at('2026-11-26 17:00'));
    const before = await published();
    const asked = await oskar.tap(await oskar.question(), 'Inte säljande');
    expect(asked.lines).toEqual([
      'Inte säljande. Frågan är struken.',
      'Vad är det i stället?',
      'Väljer du inget räknas det som osäkert.',
    ]);
    await product().settle();
    expect(await classOf('oskar', 'Demo Havsnäs')).toBe('unsure');
    const done = await oskar.tap(asked, 'Internt');
    expect(done.lines[0]).toBe('Tack. Rättat till: Internt');
    await product().settle();
    expect(await classOf('oskar', 'Demo Havsnäs')).toBe('internal');
    expect((await oskar.move('Demo Havsnäs')).prompt).toEqual({ state: 'withdrawn' });
    expect(await published()).toEqual(before);
    await product().skipTo(at('2026-12-03 08:00'));
    expect(await storedHours('oskar', '2026-W49')).toEqual((await weekOf('oskar', '2026-W49')).split);
  });
});

describe('a look at a team’s figures', () => {
  it('is noted with who looked, when and at what, for the team’s members and for nobody else', async () => {
    const { mitt } = await teamsOf(product());
    await product().skipTo(at('2026-12-03 10:00'));
    await timeOf('karin', 'mitt');
    const looks = async (key: string) => {
      const seen = await product().store.as({ kind: 'person', personId: product().personId(key) })((trx) =>
        trx
          .selectFrom('look')
          .select(['person_id', 'team_id', 'page', 'looked_at'])
          .where('looked_at', '=', sql<number>`${new Date(product().now())}::timestamptz`)
          .execute(),
      );
      return seen;
    };
    const look = {
      person_id: product().personId('karin'),
      team_id: mitt,
      page: 'time',
      looked_at: product().now(),
    };
    expect(await looks('maja')).toEqual([look]);
    expect(await looks('karin')).toEqual([look]);
    for (const stranger of ['ingrid', 'eirik', 'mats', 'linus']) expect(await looks(stranger)).toEqual([]);
  });

  it('that is refused leaves no note', async () => {
    const { mitt } = await teamsOf(product());
    const count = async () =>
      (await product().asWorker((trx) => trx.selectFrom('look').select('look_id').execute())).length;
    const before = await count();
    expect((await product().call('eirik', `/api/teams/${mitt}/time`)).status).toBe(404);
    expect(await count()).toBe(before);
  });
});

describe('what the product took of reps', () => {
  const burdenOf = async () => {
    const { figures } = await timeOf('karin', 'mitt');
    return figures.status === 'published' ? [figures.through, figures.recent.burden] : figures.status;
  };

  it('is not shown of weeks that nobody saw go by, nor of one in which fewer than three were asked', async () => {
    expect(await burdenOf()).toEqual(['2026-W48', null]);
  });

  it('is shown as the mean of a team, and of all such teams to an administrator', async () => {
    await readNotes(['maja', 'oskar', 'sanna', 'johan'], at('2026-12-03 10:00'));
    await product().skipTo(at('2026-12-09 08:00'));
    expect(await burdenOf()).toEqual(['2026-W49', { seconds: 7, questions: 0, limit: 60 }]);
    const { burden } = adminHealthSchema.parse(await product().get('mats', '/api/admin/health'));
    expect(burden).toMatchObject({ seconds: 4, questions: 0, withinShare: 100, limit: 60 });
    const { syd } = await teamsOf(product());
    const { weeks } = await published();
    expect(
      weeks
        .filter((row) => isOf(row, syd))
        .map((row) => Reflect.get(Object(row), 'burden'))
        .at(-1),
    ).toEqual({
      seconds: 0,
      questions: 0,
      within: 5,
    });
  });
});

/** Ten seconds each. */
async function readNotes(keys: readonly string[], sentAt: number): Promise<void> {
  const times = { planned_at: new Date(sentAt), lapse_at: new Date(sentAt), sent_at: new Date(sentAt) };
  await product().asWorker((trx) =>
    trx
      .insertInto('weekly_note')
      .values(
        keys.map((key) => ({
          person_id: product().personId(key),
          week: '2026-W48',
          state: 'sent' as const,
          ...times,
        })),
      )
      .execute(),
  );
}

async function weekOf(key: string, week: string) {
  return weekSchema.parse(await product().get(key, `/api/week?week=${week}`));
}

async function classOf(key: string, title: string): Promise<string | undefined> {
  const weeks = await Promise.all(['2026-W49', '2026-W50'].map((week) => weekOf(key, week)));
  return weeks.flatMap(({ events }) => events).find((event) => event.title === title)?.class;
}

/** The stored sums of a week, in hours: what is published and compared comes from them. */
async function storedHours(key: string, week: string) {
  const row = await product().asWorker((trx) =>
    trx
      .selectFrom('person_week')
      .select(['selling', 'unsure', 'supporting', 'internal'])
      .where('person_id', '=', product().personId(key))
      .where('week', '=', week)
      .executeTakeFirstOrThrow(),
  );
  return Object.fromEntries(Object.entries(row).map(([name, minutes]) => [name, minutes / 60]));
}

it('a week knows by which lists of domains it was sorted, so that no verdict goes across a change of them', async () => {
  const list = {
    kind: 'vendor',
    changed_at: new Date(at('2026-12-10 09:00')),
    version: 'b1946ac92492',
  } as const;
  await product().asWorker((trx) => trx.insertInto('domain_list').values(list).execute());
  await product().skipTo(at('2026-12-16 08:00'));
  const { mitt } = await teamsOf(product());
  const rows = await product().asWorker((trx) =>
    trx
      .selectFrom('team_week')
      .select(['week', 'lists_version'])
      .where('team_id', '=', mitt ?? '')
      .where('week', '>=', '2026-W48')
      .orderBy('week')
      .execute(),
  );
  expect(rows).toEqual([
    { week: '2026-W48', lists_version: '' },
    { week: '2026-W49', lists_version: '' },
    { week: '2026-W50', lists_version: 'vendor-b1946ac92492' },
  ]);
});
