import type { Transaction } from 'kysely';
import { createGraph } from '../../../api/graph/create-graph.ts';
import type { GraphPort } from '../../../api/graph/port.ts';
import { createAppToken } from '../../../api/identity/graph-token.ts';
import { addDomains } from '../../../api/store/domain-store.ts';
import type { Vault } from '../../../api/store/encryption.ts';
import type { Database } from '../../../api/store/schema.ts';
import type { RunningSandbox } from '../../../sandbox/start.ts';
import { recordDecisions } from '../../factories/decisions.ts';

/** Graph as the product calls it, with a token of the sandbox's own. */
export function graphOf(sandbox: RunningSandbox): GraphPort {
  const { tenantId, appId, appSecret } = sandbox.microsoft;
  const getToken = createAppToken({
    authority: 'https://login.microsoftonline.com',
    tenantId,
    appId,
    credential: { secret: appSecret },
    scope: 'https://graph.microsoft.com/.default',
  });
  return createGraph({ baseUrl: 'https://graph.microsoft.com/v1.0', getToken });
}

/** As worker: what an admin records first, and the teams that report to the company's managers. */
export async function decide(
  trx: Transaction<Database>,
  sandbox: RunningSandbox,
  vault: Vault,
  weeks: number | null,
): Promise<void> {
  const { teams, domains } = sandbox.company();
  const now = sandbox.clock.now();
  if (weeks !== null) await recordDecisions(trx, { weeks, at: now });
  await addReportingTeams(trx, teams, sandbox.people());
  await addDomains(trx, vault, 'customer', domains.customers, now);
  await addDomains(trx, vault, 'partner', domains.partners, now);
  await addDomains(trx, vault, 'vendor', domains.vendors, now);
}

/** As worker: a team is who reports to its manager. */
export async function addReportingTeams(
  trx: Transaction<Database>,
  teams: readonly { readonly name: string; readonly managerKey: string }[],
  people: readonly { readonly key: string; readonly objectId: string }[],
): Promise<void> {
  const idOf = new Map(people.map((person) => [person.key, person.objectId]));
  await trx
    .insertInto('team')
    .values(
      teams.map((team) => ({
        name: team.name,
        parent_id: null,
        source_kind: 'manager' as const,
        source_id: idOf.get(team.managerKey) ?? null,
      })),
    )
    .execute();
}

/** As worker: every rep has been told. Returns each person's id by object id. */
export async function tell(
  trx: Transaction<Database>,
  sandbox: RunningSandbox,
  readingFrom: number,
): Promise<ReadonlyMap<string, string>> {
  const people = await trx.selectFrom('person').select(['person_id', 'entra_id', 'is_rep']).execute();
  await trx
    .insertInto('notice')
    .values(
      people
        .filter((person) => person.is_rep)
        .map((person) => ({
          person_id: person.person_id,
          told_at: new Date(sandbox.clock.now()),
          reading_from: new Date(readingFrom),
        })),
    )
    .execute();
  return new Map(people.map((person) => [person.entra_id, person.person_id]));
}
