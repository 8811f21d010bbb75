import type { Transaction } from 'kysely';
import type { AdminSettings, DecisionsRequest } from '../../shared/contract/admin.ts';
import { TOPICS } from '../../shared/contract/admin.ts';
import type { Database } from '../store/schema.ts';
import { hastenTimer } from '../store/team-store.ts';
import { loadTenantSettings, saveTenantSettings } from '../store/tenant-settings.ts';
import { loadNotices, saveNotices } from '../store/notices-setting.ts';
import { type Act, type Audited, saveAudit } from './audit.ts';
import { loadDecisions, missingTopics } from './decisions.ts';

type Trx = Transaction<Database>;

/** As admin: what differs from the last word is recorded, each with who decided it and when. */
export async function saveDecisions(trx: Trx, given: DecisionsRequest, act: Act): Promise<void> {
  const before = await loadDecisions(trx);
  const changed = TOPICS.flatMap((topic) => {
    const decision = given[topic];
    return decision && sayValue(decision) !== sayValue(before[topic]) ? [{ topic, decision }] : [];
  });
  if (changed.length === 0) return;
  await trx
    .insertInto('governance_decision')
    .values(
      changed.map(({ topic, decision }) => ({
        topic,
        decision: JSON.stringify(decision),
        decided_at: new Date(act.now),
        decided_by: act.personId,
      })),
    )
    .execute();
  const entries = changed.map(({ topic, decision }): Audited => ({
    what: 'decision',
    about: topic,
    from: sayValue(before[topic]),
    to: sayValue(decision),
  }));
  await saveAudit(trx, entries, act);
}

/** As admin: the whole of the settings; each that changed is told in the log. */
export async function saveSettings(trx: Trx, settings: AdminSettings, act: Act): Promise<void> {
  const before: AdminSettings = await loadTenantSettings(trx);
  await saveTenantSettings(trx, settings, act.now);
  const keys = ['timeZone', 'country', 'minimum', 'waitingDays', 'pollOnly', 'titleInNotification'] as const;
  const entries = keys
    .filter((key) => before[key] !== settings[key])
    .map((key): Audited => ({
      what: 'setting',
      about: key,
      from: String(before[key]),
      to: String(settings[key]),
    }));
  await saveAudit(trx, entries, act);
  if (before.pollOnly !== settings.pollOnly) await hastenTimer(trx, 'renew-subscriptions', act.now);
}

/** As admin: a team of the people in an Entra group. False where another team has the name. */
export async function addTeam(
  trx: Trx,
  { groupId, name }: { readonly groupId: string; readonly name: string },
  act: Act,
): Promise<boolean> {
  const added = await trx
    .insertInto('team')
    .values({ name, parent_id: null, source_kind: 'group', source_id: groupId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('team_id')
    .executeTakeFirst();
  if (!added) return false;
  await saveAudit(trx, [{ what: 'team_added', about: name, from: null, to: groupId }], act);
  if ((await loadNotices(trx)) !== null) await hastenTimer(trx, 'send-notices', act.now);
  return true;
}

/** As admin: false where there is no such team, or others belong to it. Its published figures go with it. */
export async function removeTeam(trx: Trx, teamId: string, act: Act): Promise<boolean> {
  const children = await trx.selectFrom('team').select('team_id').where('parent_id', '=', teamId).execute();
  if (children.length > 0) return false;
  const removed = await trx
    .deleteFrom('team')
    .where('team_id', '=', teamId)
    .returning('name')
    .executeTakeFirst();
  if (!removed) return false;
  await saveAudit(trx, [{ what: 'team_removed', about: removed.name, from: null, to: null }], act);
  return true;
}

/** As admin: has the reps told. False while a decision is missing. */
export async function startNotices(trx: Trx, act: Act): Promise<boolean> {
  if (missingTopics(await loadDecisions(trx)).length > 0) return false;
  if ((await loadNotices(trx)) === null) {
    await saveNotices(trx, { from: act.now, triedAt: null }, act.now);
    await saveAudit(trx, [{ what: 'notices_started', about: '', from: null, to: null }], act);
  }
  await hastenTimer(trx, 'send-notices', act.now);
  return true;
}

/** One line of a value for the log: `weeks 26`. */
/** A decision as the log tells it. */
export function sayValue(value: object | null): string | null {
  return (
    value &&
    Object.entries(value)
      .map(([key, part]) => `${key} ${String(part)}`)
      .join(', ')
  );
}
