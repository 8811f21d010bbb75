import { sql } from 'kysely';
import {
  type AdminAudit,
  AUDITED,
  type AdminHealth,
  type AdminTeam,
  unreadableStateSchema,
} from '../../shared/contract/admin.ts';
import { z } from 'zod';
import { loadTenantBurden } from '../reports/load-tenant-burden.ts';
import type { Vault } from '../store/encryption.ts';
import { at } from '../store/instant.ts';
import { listOutlookClients } from '../store/outlook-client-store.ts';
import type { Database } from '../store/schema.ts';
import type { Transaction } from 'kysely';
import { loadNotices } from '../store/notices-setting.ts';
import { loadTenantSettings } from '../store/tenant-settings.ts';

type Trx = Transaction<Database>;

/**
 * What an administrator is told of reps, counted as worker because no administrator sees a row of them. Names are given
 * only of those for whom somebody has to act: whose mailbox cannot be read, whom the bot does not reach.
 */
export async function loadHealth(
  trx: Trx,
  vault: Vault,
  realNow: number,
): Promise<Omit<AdminHealth, 'permissions' | 'signInRefusal'>> {
  const { pollOnly } = await loadTenantSettings(trx);
  const notices = await loadNotices(trx);
  const rows = await selectReps(trx)
    .select((eb) => eb('subscription.expires_at', '>', at(realNow)).as('is_alive'))
    .execute();
  const nameOf = ({ name_sealed }: { name_sealed: Buffer }): string => vault.open(name_sealed);
  const told = rows.filter((row) => row.told_at !== null);
  const looks = rows.flatMap((row) => row.looked_at ?? []);
  return {
    calendars: {
      all: rows.length,
      read: rows.filter((row) => row.state === 'ok').length,
      waiting: rows.filter((row) => row.state === 'new').length,
      unreadable: rows.flatMap((row) => {
        const state = unreadableStateSchema.safeParse(row.state).data;
        return state ? [{ name: nameOf(row), state }] : [];
      }),
    },
    unreached:
      notices === null || notices.triedAt === null
        ? []
        : rows.filter((row) => row.told_at === null).map((row) => ({ name: nameOf(row) })),
    subscriptions: {
      wanted: !pollOnly,
      watched: told.filter((row) => row.state === 'ok').length,
      alive: told.filter((row) => row.is_alive).length,
    },
    outlook: await listOutlookClients(trx),
    burden: await loadTenantBurden(trx),
    lastReading: looks.length === 0 ? null : new Date(Math.max(...looks)).toISOString(),
  };
}

function selectReps(trx: Trx) {
  return trx
    .selectFrom('person')
    .leftJoin('mailbox', 'mailbox.person_id', 'person.person_id')
    .leftJoin('notice', 'notice.person_id', 'person.person_id')
    .leftJoin('subscription', 'subscription.person_id', 'person.person_id')
    .select(['person.name_sealed', 'mailbox.state', 'mailbox.looked_at', 'notice.told_at'])
    .where('person.is_rep', '=', true)
    .where('person.left_at', 'is', null)
    .orderBy('person.person_id');
}

/** As worker: how many reps there are, and how many of them were told. */
export async function countTold(trx: Trx): Promise<{ all: number; told: number }> {
  const rows = await selectReps(trx).execute();
  return { all: rows.length, told: rows.filter((row) => row.told_at !== null).length };
}

/** As worker: the teams with how many belong to each now. */
export async function listAdminTeams(trx: Trx): Promise<AdminTeam[]> {
  const rows = await trx
    .selectFrom('team')
    .leftJoin('team_member', (join) =>
      join.onRef('team_member.team_id', '=', 'team.team_id').on('team_member.until', 'is', null),
    )
    .select(['team.team_id as id', 'team.name', 'team.source_kind as source'])
    .select((eb) => eb.fn.count<number>('team_member.person_id').as('reps'))
    .groupBy(['team.team_id', 'team.name', 'team.source_kind'])
    .orderBy(sql`team.source_kind = 'children'`, 'desc')
    .orderBy('team.name')
    .execute();
  return rows;
}

const MOST_ENTRIES = 200;
const detailSchema = z.object({
  about: z.string().default(''),
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
});

/** As worker, for the names of those who acted: the log, newest first. */
export async function loadAudit(trx: Trx, vault: Vault): Promise<AdminAudit> {
  const rows = await trx
    .selectFrom('audit_entry')
    .leftJoin('person', 'person.person_id', 'audit_entry.by_person')
    .select(['audit_entry.at', 'audit_entry.what', 'audit_entry.detail', 'person.name_sealed'])
    .where('audit_entry.what', 'in', [...AUDITED])
    .orderBy('audit_entry.entry_id', 'desc')
    .limit(MOST_ENTRIES)
    .execute();
  return {
    entries: rows.map((row) => ({
      at: new Date(row.at).toISOString(),
      by: row.name_sealed && vault.open(row.name_sealed),
      what: z.enum(AUDITED).parse(row.what),
      ...detailSchema.parse(row.detail),
    })),
  };
}
