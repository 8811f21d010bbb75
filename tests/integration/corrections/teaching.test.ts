import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { saveAdminship } from '../../../api/store/reader-store.ts';
import type { SaidClass } from '../../../shared/contract/classes.ts';
import type { ReachPreview } from '../../../shared/contract/corrections.ts';
import { at } from '../../factories/event.ts';
import type { FreshTenant } from '../sync/fresh-tenant.ts';
import { classChanges, COLLEAGUE, reachOf, REP, useCorrectingRep } from './correcting-rep.ts';

const THIRD = 'sanna';
const KIM = { name: 'Kim', address: 'kim.lund@gmail.com' };
const NILS = { name: 'Nils', address: 'nils@kvartsverket.example' };
const BUYER = { name: 'Eva', address: 'eva@strandkajen.example' };

interface Booking {
  readonly subject: string;
  readonly day: string;
  readonly of?: string;
  readonly attendees?: readonly { readonly name: string; readonly address: string }[];
  readonly categories?: readonly string[];
  readonly sensitivity?: 'private';
}

/** Nothing in their words says what they are for, but where the test says so. */
const BOOKED: readonly Booking[] = [
  { subject: 'Racet', day: '2026-11-16' },
  { subject: 'Racet', day: '2026-11-17' },
  { subject: 'Racet forts.', day: '2026-11-30' },
  { subject: 'Racet', day: '2026-11-18', sensitivity: 'private' },
  { subject: 'Offertmöte Racet', day: '2026-11-19', attendees: [BUYER] },
  { subject: 'Blå mappen', day: '2026-11-16' },
  { subject: 'Blå mappen', day: '2026-11-24' },
  { subject: 'Mappen', day: '2026-11-25' },
  { subject: 'Haren', day: '2026-11-17', categories: ['Grönt'] },
  { subject: 'Uppdraget', day: '2026-11-26', categories: ['Grönt'] },
  { subject: 'Hos Kim', day: '2026-11-20', attendees: [KIM] },
  { subject: 'Snack', day: '2026-11-27', attendees: [KIM] },
  { subject: 'Racet', day: '2026-11-16', of: COLLEAGUE },
  { subject: 'Racet', day: '2026-11-16', of: THIRD },
  { subject: 'Snurran', day: '2026-11-23', attendees: [NILS] },
  { subject: 'Vinden', day: '2026-12-01', attendees: [NILS] },
  { subject: 'Snurran', day: '2026-11-23', attendees: [NILS], of: COLLEAGUE },
  { subject: 'Snurran', day: '2026-11-23', attendees: [NILS], of: THIRD },
  { subject: 'Demo', day: '2026-11-24', attendees: [NILS], of: THIRD },
  { subject: 'Vinden', day: '2026-11-25', attendees: [NILS, BUYER], of: THIRD },
  { subject: 'Snurran', day: '2026-11-26', attendees: [NILS], of: THIRD, sensitivity: 'private' },
];

async function book({ sandbox }: FreshTenant): Promise<void> {
  for (const [index, { day, of = REP, attendees = [], categories, ...rest }] of BOOKED.entries()) {
    // Early in the morning, where nothing else stands.
    const hour = `0${5 + (index % 3)}`;
    await sandbox.inside.mailboxes.createEvent(of, {
      start: at(`${day} ${hour}:00`),
      end: at(`${day} ${hour}:45`),
      attendees: [...attendees],
      ...rest,
    });
    // Outlook's categories are the mailbox owner's own: no meeting brings them.
    if (categories)
      await sql`update calendar_entry set content = jsonb_set(content::jsonb, '{categories}', ${JSON.stringify(categories)}::jsonb)
        where content ->> 'subject' = ${rest.subject}`.execute(sandbox.inside.db);
  }
}

const rep = useCorrectingRep(book);

async function find(title: string, day: string, key = REP): Promise<string> {
  const found = (await rep.events(key)).find(
    ({ event }) => event.title === title && new Date(event.start).toISOString().startsWith(day),
  );
  if (!found) throw new Error(`There is no ${title}.`);
  return found.eventId;
}

const titles = ({ changes }: ReachPreview) => changes.map(({ title }) => title).toSorted();

describe('a correction that teaches', () => {
  it.each([
    ['word', 'Racet', '2026-11-16', 'selling', 'Racet', ['Racet', 'Racet', 'Racet forts.']],
    ['title', 'Blå mappen', '2026-11-16', 'selling', 'Blå mappen', ['Blå mappen', 'Blå mappen']],
    ['category', 'Haren', '2026-11-17', 'supporting', 'Grönt', ['Haren', 'Uppdraget']],
    ['person', 'Hos Kim', '2026-11-20', 'internal', 'kim.lund@gmail.com', ['Hos Kim', 'Snack']],
  ] as const)(
    'by %s changes exactly the events that its preview named, and undo restores every one',
    async (scope, title, day, said, about, changed) => {
      const event = await find(title, day);
      const before = await rep.snapshot();
      const reach = reachOf(await rep.preview({ event, class: said }), scope);
      expect([reach.about, titles(reach)]).toEqual([about, changed]);
      expect(await rep.snapshot()).toEqual(before);

      const saved = await rep.correct({ event, class: said, scope, about });
      const after = await rep.snapshot();
      expect(classChanges(before, after)).toEqual(reach.changes.map(({ id }) => id).toSorted());
      expect(after.teamWeeks).toEqual(before.teamWeeks);
      const [past] = reach.weeks;
      const sums = after.personWeeks.get(`${rep.tenant().personId(REP)} ${past?.week ?? ''}`);
      expect(past?.after).toMatchObject({ [said]: (sums?.[said] ?? -1) / 60 });

      expect(await rep.undo(idOf(saved))).toBe(true);
      expect(await rep.snapshot()).toEqual(before);
    },
  );

  it('holds for an event that comes later', async () => {
    const saved = await rep.correct({
      event: await find('Racet', '2026-11-16'),
      class: 'selling',
      scope: 'word',
      about: 'Racet',
    });
    await rep.tenant().sandbox.inside.mailboxes.createEvent(REP, {
      subject: 'Racet igen',
      start: at('2026-12-04 06:00'),
      end: at('2026-12-04 07:00'),
    });
    await rep.readCalendar();
    const later = (await rep.events()).find(({ event }) => event.title === 'Racet igen');
    expect(later).toMatchObject({ class: 'selling', correctionId: null });
    await rep.undo(idOf(saved));
    expect((await rep.events()).find(({ event }) => event.title === 'Racet igen')?.class).toBe('unsure');
  });

  it('never overturns what words and room say, nor what is private, and is not asked of either', async () => {
    const visit = await find('Offertmöte Racet', '2026-11-19');
    const reach = reachOf(
      await rep.preview({ event: await find('Racet', '2026-11-16'), class: 'internal' }),
      'word',
    );
    expect(reach.changes.map(({ id }) => id)).not.toContain(visit);
    const secret = (await rep.events()).find(({ event }) => event.sensitivity === 'private');
    expect(await rep.preview({ event: secret?.eventId ?? '', class: 'selling' })).toBe('settled');
    expect(reach.changes.map(({ id }) => id)).not.toContain(secret?.eventId);
  });

  it('of “not counted” is offered of what the rep does alone, and of no meeting', async () => {
    const scopes = async (title: string, day: string) => {
      const preview = await rep.preview({ event: await find(title, day), class: 'ignored' });
      return typeof preview === 'string' ? preview : preview.reaches.map(({ scope }) => scope);
    };
    expect(await scopes('Racet', '2026-11-16')).toEqual(['event', 'word']);
    expect(await scopes('Hos Kim', '2026-11-20')).toEqual(['event']);
  });

  it('reaches nothing that does not stand in the event', async () => {
    const event = await find('Racet', '2026-11-16');
    expect(await rep.correct({ event, class: 'selling', scope: 'word', about: 'Mappen' })).toBe(
      'out_of_reach',
    );
  });
});

describe('what colleagues taught', () => {
  it('is offered to others by number alone, counts for them once two have said it, and no longer once one takes it back', async () => {
    const before = await rep.snapshot();
    const classOf = async (key: string) =>
      (await rep.events(key)).find(({ event }) => event.title === 'Racet')?.class;
    const teach = async (key: string) =>
      idOf(
        await rep.correct(
          { event: await find('Racet', '2026-11-16', key), class: 'selling', scope: 'word', about: 'Racet' },
          key,
        ),
      );
    const first = await teach(REP);
    expect(await rep.spread()).toBe(0);
    const theirs = await find('Racet', '2026-11-16', THIRD);
    expect(await classOf(THIRD)).toBe('unsure');
    expect(await rep.suggestions(theirs, THIRD)).toEqual([
      { event: theirs, class: 'selling', colleagues: 1 },
    ]);

    const second = await teach(COLLEAGUE);
    expect(await rep.spread()).toBeGreaterThan(2);
    expect(await classOf(THIRD)).toBe('selling');
    expect((await rep.snapshot()).teamWeeks).toEqual(before.teamWeeks);

    await rep.undo(second, COLLEAGUE);
    await rep.spread();
    expect(await classOf(THIRD)).toBe('unsure');
    await rep.undo(first);
    expect(await rep.snapshot()).toEqual(before);
  });
});

describe('what is said of a company', () => {
  const say = async (key: string, said: SaidClass) =>
    idOf(
      await rep.correct(
        {
          event: await find('Snurran', '2026-11-23', key),
          class: said,
          scope: 'domain',
          domain: 'kvartsverket.example',
        },
        key,
      ),
    );

  it('holds for whoever says it, is offered to others by number alone, and counts for them once two say the same', async () => {
    const [theirs, colleagues] = [
      await find('Snurran', '2026-11-23', THIRD),
      await find('Snurran', '2026-11-23', COLLEAGUE),
    ];
    const before = await rep.snapshot();
    const asked = { event: await find('Snurran', '2026-11-23'), class: 'internal' } as const;
    const reach = reachOf(await rep.preview(asked), 'domain');
    expect(titles(reach)).toEqual(['Snurran', 'Vinden']);

    const first = await say(REP, 'internal');
    expect(await rep.spread()).toBe(0);
    const once = await rep.snapshot();
    expect(classChanges(before, once)).toEqual(reach.changes.map(({ id }) => id).toSorted());
    expect(await rep.suggestions(theirs, THIRD)).toEqual([
      { event: theirs, class: 'internal', colleagues: 1 },
    ]);

    const other = await say(COLLEAGUE, 'supporting');
    await rep.spread();
    expect(classChanges(once, await rep.snapshot())).toEqual([colleagues]);
    expect(await rep.suggestions(theirs, THIRD)).toEqual([]);

    // The later word of one person takes the place of their earlier one; a clear demo and what is private stay.
    const second = await say(COLLEAGUE, 'internal');
    expect(await rep.spread()).toBeGreaterThan(2);
    const twice = await rep.snapshot();
    expect(classChanges(once, twice)).toEqual([colleagues, theirs].toSorted());
    expect(twice.teamWeeks).toEqual(before.teamWeeks);

    const own = await say(THIRD, 'selling');
    await rep.spread();
    expect(classChanges(once, await rep.snapshot())).toEqual([colleagues]);

    await rep.undo(own, THIRD);
    await rep.spread();
    expect(await rep.snapshot()).toEqual(twice);
    await rep.undo(second, COLLEAGUE);
    await rep.undo(other, COLLEAGUE);
    await rep.spread();
    expect(await rep.snapshot()).toEqual(once);
    await rep.undo(first);
    expect(await rep.snapshot()).toEqual(before);
  });

  it('counts for all at once where an administrator says it, “not counted” apart', async () => {
    const theirs = await find('Snurran', '2026-11-23', THIRD);
    const classOfTheirs = async () =>
      (await rep.events(THIRD)).find(({ eventId }) => eventId === theirs)?.class;
    const before = await rep.snapshot();
    const { asWorker, personId, sandbox } = rep.tenant();
    const appoint = (isAdmin: boolean) =>
      asWorker((trx) => saveAdminship(trx, personId(REP), isAdmin, sandbox.clock.now()));
    await appoint(true);

    const said = await say(REP, 'internal');
    expect(await rep.spread()).toBeGreaterThan(2);
    expect(await classOfTheirs()).toBe('internal');
    const later = await say(REP, 'ignored');
    await rep.spread();
    expect(await classOfTheirs()).toBe('selling');
    expect(await rep.suggestions(theirs, THIRD)).toEqual([]);

    await rep.undo(later);
    await rep.undo(said);
    await rep.spread();
    await appoint(false);
    expect(await rep.snapshot()).toEqual(before);
  });
});

function idOf(saved: { readonly id: string } | string): string {
  if (typeof saved === 'string') throw new Error(`Not saved: ${saved}.`);
  return saved.id;
}
