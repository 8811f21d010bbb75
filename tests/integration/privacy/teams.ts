import type { RunningProduct } from '../../fakes/product.ts';

/** The ids of the company's teams by their keys; `all` is the level above them. */
export async function teamsOf(product: RunningProduct): Promise<Readonly<Record<string, string>>> {
  const rows = await product.asWorker((trx) => trx.selectFrom('team').select(['team_id', 'name']).execute());
  const keys = new Map(product.sandbox.company().teams.map(({ key, name }) => [`Team ${name}`, key]));
  return Object.fromEntries(rows.map((row) => [keys.get(row.name) ?? 'all', row.team_id]));
}
