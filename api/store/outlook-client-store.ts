import { sql, type Transaction } from 'kysely';
import type { LocalDate } from '../../shared/calendar/time.ts';
import { isOutlookClient, type HeardClient, type OutlookHeard } from '../../shared/contract/outlook.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** As worker. Days alone: an hour would say when somebody worked. */
export async function noteOutlook(
  trx: Trx,
  { client, hasEvents }: OutlookHeard,
  today: LocalDate,
): Promise<void> {
  const eventsOn = hasEvents ? today : null;
  await trx
    .insertInto('outlook_client')
    .values({ client, pane_on: today, events_on: eventsOn })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'client']).doUpdateSet({
        pane_on: today,
        events_on: sql`coalesce(excluded.events_on, outlook_client.events_on)`,
      }),
    )
    .execute();
}

/** As worker. */
export async function listOutlookClients(trx: Trx): Promise<HeardClient[]> {
  const rows = await trx.selectFrom('outlook_client').selectAll().orderBy('client').execute();
  return rows.flatMap(({ client, pane_on, events_on }) =>
    isOutlookClient(client) ? [{ client, paneOn: pane_on, eventsOn: events_on }] : [],
  );
}
