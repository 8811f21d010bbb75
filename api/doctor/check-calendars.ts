import { setTimeout as wait } from 'node:timers/promises';
import { at } from '../store/instant.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';
import { withStore } from './with-store.ts';

const LOOK_EVERY_MS = 500;

/** What each state of a mailbox means to whoever runs the app. */
const UNREADABLE = {
  out_of_scope: [
    'outside what Exchange lets the app read',
    'Add them to the app’s scope in Exchange (docs/install.md, step 4); it takes up to two hours.',
  ],
  no_mailbox: [
    'without a mailbox in Exchange Online',
    'Give them one, or take them out of the team’s group.',
  ],
  blocked: ['blocked', 'See who blocked the app for them in Exchange.'],
  consent_lost: ['read no more since the consent was taken away', 'Give admin consent anew.'],
} as const;

/** Whether every calendar that may be read can be. Counts; whose it is stands on the page for administrators. */
export async function checkCalendars(world: DoctorWorld): Promise<Said[]> {
  const rows = await withStore(world, (trx) =>
    trx
      .selectFrom('mailbox')
      .innerJoin('person', 'person.person_id', 'mailbox.person_id')
      .select(['mailbox.state', (eb) => eb.fn.countAll<number>().as('n')])
      .where('person.is_rep', '=', true)
      .where('person.left_at', 'is', null)
      .groupBy('mailbox.state')
      .execute(),
  );
  const all = rows.reduce((sum, { n }) => sum + n, 0);
  if (all === 0)
    return [note('There is no rep yet.', 'An administrator names the teams in the tab, Set-up.')];
  const unreadable = rows.flatMap(({ state, n }) =>
    state in UNREADABLE ? [{ n, texts: UNREADABLE[state as keyof typeof UNREADABLE] }] : [],
  );
  const [first] = unreadable;
  if (!first) return [ok(`${all} calendars, none that cannot be read.`)];
  const which = unreadable.map(({ n, texts: [what] }) => `${n} ${what}`).join(', ');
  return [fault(`Of ${all} calendars some cannot be read: ${which}.`, first.texts[1])];
}

interface Bells {
  readonly watched: number;
  readonly missing: number;
  readonly expired: number;
  readonly silent: number;
}

/** Whether Graph rings when a calendar changes; without, it is looked at every quarter of an hour. */
export async function checkSubscriptions(world: DoctorWorld): Promise<Said[]> {
  const pollOnly = await withStore(world, async (trx) => (await loadTenantSettings(trx)).pollOnly);
  if (pollOnly) return [ok('Calendars are looked at every few minutes; nothing is subscribed to.')];
  const giveUpAt = world.realNow() + world.patienceMs;
  let bells = await countBells(world);
  while (bells.missing > 0 && world.realNow() < giveUpAt) {
    await wait(LOOK_EVERY_MS);
    bells = await countBells(world);
  }
  const { watched, missing, expired, silent } = bells;
  const action =
    'Calendars are looked at every quarter of an hour meanwhile. See that a worker runs (ROLE) and what its log says of renew-subscriptions.';
  if (expired > 0) return [fault(`${expired} of ${watched} subscriptions ran out.`, action)];
  if (missing > 0) return [fault(`${missing} of ${watched} calendars have no subscription.`, action)];
  if (silent > 0)
    return [note(`${watched} subscriptions; ${silent} have yet to ring since they were made anew.`)];
  return [ok(`${watched} subscriptions are alive.`)];
}

async function countBells(world: DoctorWorld): Promise<Bells> {
  const now = at(world.realNow());
  const rows = await withStore(world, (trx) =>
    trx
      .selectFrom('mailbox')
      .innerJoin('person', 'person.person_id', 'mailbox.person_id')
      .leftJoin('notice', 'notice.person_id', 'mailbox.person_id')
      .leftJoin('subscription', 'subscription.person_id', 'mailbox.person_id')
      .select(['subscription.subscription_id', 'subscription.silent_since'])
      .select((eb) => eb('subscription.expires_at', '<=', now).as('is_expired'))
      .where('mailbox.state', '=', 'ok')
      .where('person.is_rep', '=', true)
      .where('person.left_at', 'is', null)
      .where('notice.objected_at', 'is', null)
      .execute(),
  );
  return {
    watched: rows.length,
    missing: rows.filter((row) => row.subscription_id === null).length,
    expired: rows.filter((row) => row.is_expired).length,
    silent: rows.filter((row) => row.silent_since !== null && !row.is_expired).length,
  };
}
