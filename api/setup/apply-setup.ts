import type { Transaction } from 'kysely';
import { DAY, type Instant } from '../../shared/calendar/time.ts';
import type { Clock } from '../../shared/clock.ts';
import { TOPICS } from '../../shared/contract/admin.ts';
import { addDomains } from '../store/domain-store.ts';
import type { Vault } from '../store/encryption.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import type { PersonStore } from '../store/person-store.ts';
import type { Database } from '../store/schema.ts';
import { hastenTimer } from '../store/team-store.ts';
import { saveTenantSettings, type TenantSettings } from '../store/tenant-settings.ts';
import type { Store } from '../store/transaction.ts';
import { type Audited, saveAudit } from './audit.ts';
import { sayValue } from './govern.ts';

type Trx = Transaction<Database>;
type Topic = Database['governance_decision']['topic'];

/** What an admin decides and enters before anything is read (R9, R10). */
export interface Setup {
  readonly settings: TenantSettings;
  readonly decisions: Readonly<Record<Topic, Readonly<Record<string, unknown>>>>;
  readonly domains: {
    readonly customer: readonly string[];
    readonly partner: readonly string[];
    readonly vendor: readonly string[];
  };
  /** By key; a team's members are its manager's reports, or those of the teams whose parent it is. */
  readonly teams: readonly {
    readonly key: string;
    readonly name: string;
    readonly parent: string | null;
    readonly managerEntraId: string;
    readonly from: 'manager' | 'children';
  }[];
  readonly adminEntraIds: readonly string[];
  /** How long ago the reps were told, may be read, and acknowledged; null = not yet. */
  readonly notice: { readonly toldDaysAgo: number; readonly acknowledgedDaysAgo: number | null };
}

export interface SetupDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly people: PersonStore;
  readonly syncDirectory: () => Promise<unknown>;
}

/**
 * Records the decisions, teams and domain lists, reads the directory, and tells the reps: in that order, because no
 * calendar may be read before (R9). For an organisation that is set up already nothing changes but what is new.
 */
export async function applySetup(setup: Setup, deps: SetupDeps): Promise<void> {
  const asWorker = deps.store.as({ kind: 'worker' });
  const now = deps.clock.now();
  await asWorker(async (trx) => {
    await saveTenantSettings(trx, setup.settings, now);
    await saveDecisions(trx, setup, now);
    for (const kind of ['customer', 'partner', 'vendor'] as const)
      await addDomains(trx, deps.vault, kind, setup.domains[kind], now);
    await saveTeams(trx, setup);
  });
  await deps.syncDirectory();
  await asWorker(async (trx) => {
    await saveAdmins(trx, setup.adminEntraIds);
    await saveLog(trx, setup, now);
    const people = await deps.people.list(trx);
    const reps = people.filter((person) => person.isRep).map((person) => person.personId);
    await saveNotices(trx, reps, setup, now);
    await hastenSync(trx, reps, now);
    await hastenTimer(trx, 'publish-weeks', now);
    await hastenTimer(trx, 'sync-directory', now + DAY);
    await hastenTimer(trx, 'renew-subscriptions', now);
  });
}

async function saveDecisions(trx: Trx, setup: Setup, now: Instant): Promise<void> {
  await trx
    .insertInto('governance_decision')
    .values(
      TOPICS.map((topic) => ({
        topic,
        decision: JSON.stringify(setup.decisions[topic]),
        decided_at: new Date(now),
        decided_by: null,
      })),
    )
    .execute();
}

async function saveTeams(trx: Trx, setup: Setup): Promise<void> {
  const ids = new Map<string, string>();
  const ordered = [...setup.teams].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null));
  for (const team of ordered) {
    const row = {
      name: team.name,
      parent_id: team.parent === null ? null : (ids.get(team.parent) ?? null),
      source_kind: team.from,
      source_id: team.managerEntraId,
    };
    const { team_id } = await trx
      .insertInto('team')
      .values(row)
      .onConflict((conflict) => conflict.columns(['tenant_id', 'name']).doUpdateSet(row))
      .returning('team_id')
      .executeTakeFirstOrThrow();
    ids.set(team.key, team_id);
  }
}

async function saveAdmins(trx: Trx, entraIds: readonly string[]): Promise<void> {
  if (entraIds.length === 0) return;
  await trx
    .updateTable('person')
    .set({ is_admin: true })
    .where('entra_id', 'in', [...entraIds])
    .execute();
}

/** Who decided: known once the directory has been read. */
async function saveLog(
  trx: Trx,
  { decisions, adminEntraIds: [entraId] }: Setup,
  now: Instant,
): Promise<void> {
  if (entraId === undefined) return;
  const admin = await trx
    .selectFrom('person')
    .select('person_id')
    .where('entra_id', '=', entraId)
    .executeTakeFirst();
  if (!admin) return;
  const decided = TOPICS.map((topic): Audited => ({
    what: 'decision',
    about: topic,
    from: null,
    to: sayValue(decisions[topic]),
  }));
  const begun: Audited = { what: 'notices_started', about: '', from: null, to: null };
  await saveAudit(trx, [...decided, begun], { personId: admin.person_id, now });
}

async function saveNotices(trx: Trx, reps: readonly string[], setup: Setup, now: Instant): Promise<void> {
  if (reps.length === 0) return;
  const { toldDaysAgo, acknowledgedDaysAgo } = setup.notice;
  const toldAt = now - toldDaysAgo * DAY;
  await trx
    .insertInto('notice')
    .values(
      reps.map((personId) => ({
        person_id: personId,
        told_at: new Date(toldAt),
        reading_from: new Date(toldAt + 7 * DAY),
        acknowledged_at: acknowledgedDaysAgo === null ? null : new Date(now - acknowledgedDaysAgo * DAY),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
