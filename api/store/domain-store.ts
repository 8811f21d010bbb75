import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import type { Vault } from './encryption.ts';
import type { Database } from './schema.ts';

export type DomainKind = 'own' | 'customer' | 'partner' | 'vendor';

/** What the organisation knows of domains. A list is null where it was never given, which is not an empty one. */
export interface DomainLists {
  readonly ownDomains: readonly string[];
  readonly customerDomains: readonly string[] | null;
  readonly partnerDomains: readonly string[] | null;
  readonly vendorDomains: readonly string[] | null;
}

/** As worker. */
export async function loadDomains(trx: Transaction<Database>, vault: Vault): Promise<DomainLists> {
  const rows = await trx.selectFrom('domain_entry').select(['kind', 'domain_sealed']).execute();
  const byKind = Map.groupBy(rows, (row) => row.kind);
  const list = (kind: DomainKind): string[] | null =>
    byKind
      .get(kind)
      ?.map((row) => vault.open(row.domain_sealed))
      .toSorted() ?? null;
  return {
    ownDomains: list('own') ?? [],
    customerDomains: list('customer'),
    partnerDomains: list('partner'),
    vendorDomains: list('vendor'),
  };
}

/** As worker: adds what is not there yet. Domains are lower case. `isFound` = in the directory; no list takes it out. */
export async function addDomains(
  trx: Transaction<Database>,
  vault: Vault,
  kind: DomainKind,
  domains: readonly string[],
  addedAt: Instant,
  isFound = false,
): Promise<void> {
  if (domains.length === 0) return;
  await trx
    .insertInto('domain_entry')
    .values(
      domains.map((domain) => ({
        kind,
        domain_hash: vault.fingerprint('domain', domain),
        domain_sealed: vault.seal(domain),
        added_at: new Date(addedAt),
        from_directory: isFound,
      })),
    )
    .onConflict((conflict) =>
      isFound
        ? conflict.columns(['tenant_id', 'domain_hash', 'kind']).doUpdateSet({ from_directory: true })
        : conflict.doNothing(),
    )
    .execute();
}
