import { afterAll, beforeAll } from 'vitest';
import { correctEvent } from '../../../api/corrections/correct-event.ts';
import type { CorrectionDeps } from '../../../api/corrections/corrigible.ts';
import { loadKnown } from '../../../api/corrections/load-known.ts';
import { previewCorrection } from '../../../api/corrections/preview-correction.ts';
import { publishWeeks } from '../../../api/publish/publish-weeks.ts';
import { undoCorrection } from '../../../api/store/correction-store.ts';
import { createEventStore, type StoredEvent } from '../../../api/store/event-store.ts';
import { createPersonStore } from '../../../api/store/person-store.ts';
import { loadSuggestions } from '../../../api/reports/load-suggestions.ts';
import { resortEvents } from '../../../api/sync/resort-events.ts';
import { spreadLessonsJob } from '../../../api/sync/spread-lessons.ts';
import { syncMailbox } from '../../../api/sync/sync-mailbox.ts';
import { MINUTE } from '../../../shared/calendar/time.ts';
import type {
  CorrectionPreview,
  CorrectionRequest,
  PreviewRequest,
  ReachPreview,
} from '../../../shared/contract/corrections.ts';
import { at } from '../../factories/event.ts';
import { type FreshTenant, freshTenant } from '../sync/fresh-tenant.ts';

export const REP = 'maja';
export const COLLEAGUE = 'oskar';
export const UNKNOWN = { name: 'Lina Sjöö', address: 'lina.sjoo@strandkajen.example' };
const SINCE = at('2026-11-02 00:00');
const UNTIL = at('2027-03-01 00:00');

/** A rep whose own bookings and those of a colleague are read and published, and who corrects them. */
export function useCorrectingRep(book: (tenant: FreshTenant) => Promise<void>) {
  let tenant: FreshTenant;
  beforeAll(async () => {
    tenant = await freshTenant({ historyWeeks: 3, company: { teams: ['mitt'] } });
    await book(tenant);
    for (const { key } of tenant.sandbox.people()) await syncMailbox(tenant.personId(key), tenant.deps);
    await publishWeeks({ ...tenant.deps, events: createEventStore(tenant.deps.vault), people: people() });
  });
  afterAll(() => tenant.remove());

  const people = () => createPersonStore(tenant.deps.vault);
  const deps = (): CorrectionDeps => ({
    ...tenant.deps,
    events: createEventStore(tenant.deps.vault),
    people: people(),
  });
  const as = (key: string) => tenant.deps.store.as({ kind: 'person', personId: tenant.personId(key) });
  const knownTo = async (key: string) => {
    const known = await loadKnown(tenant.personId(key), as(key), { ...deps(), store: tenant.deps.store });
    if (!known) throw new Error(`Nobody knows ${key}.`);
    return known;
  };
  const sort = (key = REP) => resortEvents(tenant.personId(key), { ...tenant.deps, people: people() });

  return {
    tenant: () => tenant,
    /** The rep's events as they stand, by start. */
    events: (key = REP): Promise<StoredEvent[]> =>
      as(key)((trx) => deps().events.listCurrent(trx, tenant.personId(key), { start: SINCE, end: UNTIL })),
    preview: async (request: PreviewRequest, key = REP) => {
      const known = await knownTo(key);
      return as(key)((trx) => previewCorrection(trx, tenant.personId(key), request, known, deps()));
    },
    /** As the rep says it, and as the job then applies it. */
    correct: async (request: Partial<CorrectionRequest> & PreviewRequest, key = REP) => {
      await tenant.sandbox.clock.step(MINUTE);
      const full = { scope: 'event', domain: null, instead: null, seconds: 4, ...request } as const;
      const now = tenant.sandbox.clock.now();
      const known = await knownTo(key);
      const saved = await as(key)((trx) => correctEvent(trx, tenant.personId(key), full, now, known, deps()));
      await sort(key);
      return saved;
    },
    undo: async (id: string, key = REP) => {
      await tenant.sandbox.clock.step(MINUTE);
      const now = tenant.sandbox.clock.now();
      const isUndone = await as(key)((trx) => undoCorrection(trx, tenant.personId(key), id, now));
      await sort(key);
      return isUndone;
    },
    sort,
    /** What colleagues taught reaches everybody, as its job does, and then each one's own. */
    spread: async () => {
      await spreadLessonsJob.runWith({}, tenant.deps);
      const due = await tenant.asWorker((trx) =>
        trx.selectFrom('person').select('person_id').where('resort_taught', '=', true).execute(),
      );
      for (const row of due) await resortEvents(row.person_id, { ...tenant.deps, people: people() });
      return due.length;
    },
    suggestions: async (event: string, key: string) =>
      loadSuggestions(
        tenant.personId(key),
        { events: [{ id: event, class: 'unsure', standing: 'open' }] },
        as(key),
        { ...deps(), store: tenant.deps.store },
      ),
    readCalendar: async () => {
      await tenant.sandbox.clock.step(MINUTE);
      return syncMailbox(tenant.personId(REP), tenant.deps);
    },
    /** Everything that sorting decides, of everybody, and every week's sums, own and published. */
    snapshot: () =>
      tenant.asWorker(async (trx) => ({
        versions: new Map(
          (
            await trx
              .selectFrom('event_version')
              .select(['version_id', 'event_id', 'person_id', 'class', 'top_class', 'activity'])
              .select(['confidence', 'classifier_version', 'correction_id', 'valid_to'])
              .execute()
          ).map((row) => [row.version_id, row]),
        ),
        personWeeks: new Map(
          (await trx.selectFrom('person_week').selectAll().execute()).map((row) => [
            `${row.person_id} ${row.week}`,
            { ...row, computed_at: null },
          ]),
        ),
        teamWeeks: await trx.selectFrom('team_week').selectAll().orderBy('team_id').orderBy('week').execute(),
      })),
  };
}
export type Snapshot = Awaited<ReturnType<ReturnType<typeof useCorrectingRep>['snapshot']>>;

/** Event ids whose class is another than before. */
export function classChanges(before: Snapshot, after: Snapshot): string[] {
  return [...after.versions.values()]
    .filter((row) => before.versions.get(row.version_id)?.class !== row.class)
    .map((row) => row.event_id)
    .toSorted();
}

/** Keys (`person week`) of the sums that are otherwise than before. */
export function weekChanges(before: Snapshot, after: Snapshot): string[] {
  return [...after.personWeeks]
    .filter(([key, row]) => JSON.stringify(row) !== JSON.stringify(before.personWeeks.get(key)))
    .map(([key]) => key)
    .toSorted();
}

export function reachOf(preview: CorrectionPreview | string, scope: ReachPreview['scope']): ReachPreview {
  const reach = typeof preview === 'string' ? undefined : preview.reaches.find((one) => one.scope === scope);
  if (!reach) throw new Error(`There is no such reach: ${scope}.`);
  return reach;
}
