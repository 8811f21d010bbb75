import { z } from 'zod';
import { welcomeCard } from '../../bot/cards/welcome-card.ts';
import type { BotOutbound, PersonalChat, SendOutcome } from '../../bot/ports.ts';
import { afterWorkingDays } from '../../shared/calendar/working-days.ts';
import { addDays, toLocalDate } from '../../shared/calendar/time-zone.ts';
import { DAY, HOUR, type Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import { text } from '../../shared/locales/text.ts';
import type { HolidaysBetween } from '../calendar/public-holidays.ts';
import { defineJob } from '../jobs/job.ts';
import { openSomewhere } from '../prompts/open-chat.ts';
import { loadTeamMinimum } from '../prompts/prompt-card-data.ts';
import { findChat, findCommonestServiceUrl, saveChat } from '../store/chat-store.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { loadNotices, saveNotices } from '../store/notices-setting.ts';
import type { Person, PersonStore } from '../store/person-store.ts';
import { saveTimer } from '../store/team-store.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';
import type { Store } from '../store/transaction.ts';
import { loadDecisions, missingTopics } from './decisions.ts';

/** Whom a failing service kept from being told. */
const SOON = HOUR;
/** Whoever becomes a rep, or installs the bot, in the meantime. */
const LATER = DAY;
/** Weekends and the longest run of holidays, twice over. */
const HOLIDAYS_AHEAD_DAYS = 180;

export interface NoticeDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly people: PersonStore;
  readonly outbound: BotOutbound;
  readonly holidaysBetween: HolidaysBetween;
  readonly tenantId: string;
  readonly defaultServiceUrl: string;
}

export const sendNoticesJob = defineJob<Record<string, never>, NoticeDeps>({
  name: 'send-notices',
  payload: z.object({}).strict(),
  key: () => 'all',
  run: (_, deps) => sendNotices(deps),
});

/**
 * Tells every rep who was not told yet, in Teams and in their language, once an administrator had it begun and while all
 * decisions stand (R9, R10). Told is who got the message: the waiting time runs from then. Cut off between message and
 * note, somebody is told twice, which does no harm; never is somebody read who was not told.
 */
async function sendNotices(deps: NoticeDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const untold = await asWorker(async (trx) => {
    if ((await loadNotices(trx)) === null || missingTopics(await loadDecisions(trx)).length > 0) return null;
    const told = await trx.selectFrom('notice').select('person_id').execute();
    const isTold = new Set(told.map((row) => row.person_id));
    const people = await deps.people.list(trx);
    return people.filter((person) => person.isRep && !isTold.has(person.personId));
  });
  if (untold === null) return;
  let isEverybodyTried = true;
  for (const person of untold) {
    const { outcome } = await tell(person, deps);
    if (outcome === 'sent') await saveTold(person, deps);
    if (outcome === 'retryable' || outcome === 'unknown') isEverybodyTried = false;
  }
  await asWorker(async (trx) => {
    const now = deps.clock.now();
    const notices = await loadNotices(trx);
    if (notices) await saveNotices(trx, { ...notices, triedAt: now }, now);
    await saveTimer(trx, 'send-notices', now + (isEverybodyTried ? LATER : SOON));
  });
}

async function tell(person: Person, deps: NoticeDeps): Promise<SendOutcome> {
  const { language } = person;
  const { known, serviceUrl, teamMinimum, readingFrom } = await deps.store.as({ kind: 'worker' })(
    async (trx) => ({
      known: await findChat(trx, person.personId),
      serviceUrl: (await findCommonestServiceUrl(trx)) ?? deps.defaultServiceUrl,
      teamMinimum: await loadTeamMinimum(trx, person.personId),
      readingFrom: readingFromOf(person, (await loadTenantSettings(trx)).waitingDays, deps),
    }),
  );
  const chat = known?.state === 'open' ? known : await openChat(person, serviceUrl, deps);
  if ('outcome' in chat) return chat;
  const rep = {
    teamMinimum,
    acknowledged: false,
    readingFrom: { at: readingFrom, timeZone: person.workingHours.timeZone },
  };
  return deps.outbound.postCard(chat, welcomeCard({ rep }, language), text(language, 'welcome.title'));
}

async function openChat(
  { entraId, personId }: Person,
  serviceUrl: string,
  deps: NoticeDeps,
): Promise<PersonalChat | SendOutcome> {
  const opened = await openSomewhere(entraId, serviceUrl, deps);
  if (opened.outcome !== 'sent') return opened;
  const chat = { conversationId: opened.id, serviceUrl: opened.serviceUrl };
  await deps.store.as({ kind: 'worker' })((trx) =>
    saveChat(trx, personId, { ...chat, state: 'open', heardAt: null }, deps.clock.now()),
  );
  return chat;
}

async function saveTold(person: Person, deps: NoticeDeps): Promise<void> {
  const { personId } = person;
  await deps.store.as({ kind: 'worker' })(async (trx) => {
    const { waitingDays } = await loadTenantSettings(trx);
    const readingFrom = readingFromOf(person, waitingDays, deps);
    await trx
      .insertInto('notice')
      .values({
        person_id: personId,
        told_at: new Date(deps.clock.now()),
        reading_from: new Date(readingFrom),
        acknowledged_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    await trx
      .updateTable('chat')
      .set({ welcomed_at: new Date(deps.clock.now()) })
      .where('person_id', '=', personId)
      .execute();
    await hastenSync(trx, [personId], readingFrom);
  });
}

function readingFromOf(
  { workingHours, country }: Person,
  waitingDays: number,
  { clock, holidaysBetween }: NoticeDeps,
): Instant {
  const today = toLocalDate(clock.now(), workingHours.timeZone);
  const holidays = holidaysBetween(country, today, addDays(today, HOLIDAYS_AHEAD_DAYS));
  return afterWorkingDays(clock.now(), waitingDays, workingHours, holidays);
}
