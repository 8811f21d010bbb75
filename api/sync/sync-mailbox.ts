import { DAY, type Interval } from '../../shared/calendar/time.ts';
import { GraphFailure } from '../graph/graph-failure.ts';
import type { DeltaRound } from '../graph/port.ts';
import { listKnown, listKnownByGraphIds, type KnownEvent } from '../store/known-events.ts';
import { hastenSync } from '../store/mailbox-store.ts';
import { createRememberingVault } from '../store/remembering-vault.ts';
import { commitIdle, commitReading, type Round } from './commit-round.ts';
import { matchEvents, type Matching } from './match-events.ts';
import { narrowedPlan, planRound, type RoundPlan } from './plan-round.ts';
import { readEvents, type Reading } from './read-events.ts';
import { loadReader, type NotReadReason, type Reader } from './reader.ts';
import { resolveAbsent } from './resolve-absent.ts';
import { isTooMuch, saveFailure, type Unread } from './save-failure.ts';
import { describeMasters, fetchMasters } from './series-masters.ts';
import type { SyncDeps } from './sync-deps.ts';
import { piecesOf } from './window.ts';

export type SyncResult =
  | {
      readonly kind: 'synced';
      readonly isBackfill: boolean;
      readonly newEvents: number;
      readonly newVersions: number;
      readonly gone: number;
      /** Activities of which a move is now settling. */
      readonly moves: number;
      /** Fields (never their content) of events that could not be read. */
      readonly unreadable: readonly { readonly field: string; readonly eventId: string | null }[];
      /** Graph repeated a delta page for ever; there is no delta link, and the next round begins anew. */
      readonly isLooping: boolean;
    }
  /** Nothing was touched since the last look. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'not-read'; readonly reason: NotReadReason }
  | Unread;

const WORKER = { kind: 'worker' } as const;

/**
 * Brings what is stored of one calendar up to date. A notification is a doorbell, delta tells what was touched, and a
 * plain read of the window tells what stands there; versions, changes, weekly sums and the delta link are written in one
 * transaction. Running it again changes nothing. `full` reads plainly whatever delta says (the nightly reconcile).
 * What keeps Graph from answering is a value.
 */
export async function syncMailbox(
  personId: string,
  deps: SyncDeps,
  options: { readonly full?: boolean } = {},
): Promise<SyncResult> {
  const asWorker = deps.store.as(WORKER);
  const reader = await asWorker(async (trx) => {
    const found = await loadReader(trx, deps.vault, personId, deps.clock.now());
    if ('reason' in found && found.againAt !== null) await hastenSync(trx, [personId], found.againAt);
    return found;
  });
  if ('reason' in reader) return { kind: 'not-read', reason: reader.reason };
  try {
    const vault = createRememberingVault(deps.vault);
    return await runRound(reader, { ...deps, vault }, options.full ?? false);
  } catch (error) {
    return saveFailure(reader, error, deps);
  }
}

async function runRound(reader: Reader, deps: SyncDeps, full: boolean): Promise<SyncResult> {
  const readAt = deps.clock.now();
  const isNight = (reader.mailbox.reconcileDueAt ?? Infinity) <= readAt;
  const { plan, delta } = await followDelta(reader, isNight, deps);
  const round: Round = { plan, readAt, deltaLink: delta?.deltaLink ?? null };
  if (!full && !isNight && plan.link !== null && delta !== null && !(await isTouched(reader, delta, deps))) {
    const saved = await deps.store.as(WORKER)((trx) => commitIdle(trx, reader, round, deps));
    return saved ? { kind: 'unchanged' } : readLater(reader, deps);
  }
  return readPlainly(reader, round, delta, deps);
}

/** One delta round; begun anew where Graph has forgotten the last, and null where it never ends. */
async function followDelta(
  reader: Reader,
  isNight: boolean,
  deps: SyncDeps,
): Promise<{ plan: RoundPlan; delta: DeltaRound | null }> {
  const { entraId } = reader.person;
  let plan = planRound(reader, deps.clock.now(), { isNight });
  try {
    try {
      return { plan, delta: await deps.graph.fetchDelta(entraId, plan.link ?? plan.window) };
    } catch (error) {
      if (plan.link === null || !isDeadLink(error)) throw error;
      plan = planRound(reader, deps.clock.now(), { isNight, restart: true });
      return { plan, delta: await deps.graph.fetchDelta(entraId, plan.window) };
    }
  } catch (error) {
    if (error instanceof GraphFailure && error.kind === 'loop') return { plan, delta: null };
    throw error;
  }
}

/** Graph has more ways to refuse an old token than it names: a link that it will not have is as good as forgotten. */
function isDeadLink(error: unknown): boolean {
  return error instanceof GraphFailure && DEAD_LINK.has(error.kind);
}

const DEAD_LINK: ReadonlySet<string> = new Set(['resync', 'bug', 'not-found', 'not-here']);

/** An unknown id that was removed is an event that was never ours: something outside the window (fault F4). */
async function isTouched(reader: Reader, delta: DeltaRound, deps: SyncDeps): Promise<boolean> {
  if (delta.touchedIds.size > 0) return true;
  if (delta.removedIds.size === 0) return false;
  const known = await deps.store.as(WORKER)((trx) =>
    listKnownByGraphIds(trx, reader.person.personId, [...delta.removedIds]),
  );
  return known.some((event) => event.current !== null);
}

async function readPlainly(
  reader: Reader,
  round: Round,
  delta: DeltaRound | null,
  deps: SyncDeps,
): Promise<SyncResult> {
  const { person } = reader;
  const { plan } = round;
  const asWorker = deps.store.as(WORKER);
  const context = { self: person.address, mailbox: person.entraId, timeZone: person.timeZone };
  const rows = await fetchRows(plan, deps, person.entraId);
  const reading = readEvents(rows, deps.vault, context);
  const mentioned = new Set([...(delta?.touchedIds ?? []), ...(delta?.removedIds ?? [])]);
  const known = await loadKnown(reader, plan, reading, mentioned, deps);
  const matching = matchEvents(known, reading.events, plan.before?.interval.end ?? plan.readInterval.end);
  const missing = missingOf(matching.absent, reading, mentioned, plan.readInterval);
  const answers = await fetchMasters(seriesConcerned(missing, matching), deps, context);
  const masters = describeMasters(answers, { missing, events: reading.events }, deps, context);
  const resolved = await resolveAbsent(missing, masters, plan.readInterval, deps, context);
  const isComplete = reading.unreadable.length === 0 && resolved.length === missing.length;

  const findings = { ...matching, resolved, masters, readAt: round.readAt, before: plan.before };
  const kept = delta === null ? { ...round, plan: narrowedPlan(plan) } : round;
  const written = await asWorker((trx) =>
    commitReading(trx, reader, kept, findings, isComplete ? inner(plan.readInterval) : null, deps),
  );
  if (written === null) return readLater(reader, deps);
  return {
    kind: 'synced',
    isBackfill: plan.before === null,
    newEvents: written.newEvents,
    newVersions: written.newVersions,
    gone: written.gone,
    moves: written.moves,
    unreadable: reading.unreadable.map(({ field, eventId }) => ({ field, eventId })),
    isLooping: delta === null,
  };
}

/** At once, or piece by piece where Graph cannot give the whole: what lies across a border is read with either. */
async function fetchRows(
  { readInterval, narrowing }: RoundPlan,
  { graph }: SyncDeps,
  mailbox: string,
): Promise<readonly unknown[]> {
  try {
    return await graph.fetchCalendarView(mailbox, readInterval);
  } catch (error) {
    if (narrowing === 0 || !isTooMuch(error)) throw error;
  }
  const rows = new Map<unknown, unknown>();
  for (const piece of piecesOf(readInterval, narrowing))
    for (const row of await graph.fetchCalendarView(mailbox, piece))
      rows.set(typeof row === 'object' && row !== null && 'id' in row ? row.id : row, row);
  return [...rows.values()];
}

/** Ids of the series of which something is missing, or stands elsewhere without having been moved alone. */
function seriesConcerned(missing: readonly KnownEvent[], { matched }: Matching): ReadonlySet<string> {
  const shifted = matched.filter(
    ({ known: { kind, current }, read: { event } }) =>
      kind !== 'singleInstance' &&
      event.type === 'occurrence' &&
      current !== null &&
      (current.start !== event.start || current.end !== event.end),
  );
  const ids = [
    ...missing.map(({ seriesMasterId }) => seriesMasterId),
    ...shifted.map(({ read }) => read.event.seriesMasterId),
  ];
  return new Set(ids.filter((id) => id !== null));
}

/** A series that was dragged is matched with what stood just before the window too. */
const KNOWN_BEFORE = 14 * DAY;

/** What is known of the time that was read, and of every id that came up. */
async function loadKnown(
  reader: Reader,
  plan: RoundPlan,
  reading: Reading,
  mentioned: ReadonlySet<string>,
  deps: SyncDeps,
): Promise<KnownEvent[]> {
  const { personId } = reader.person;
  return deps.store.as(WORKER)(async (trx) => {
    if (plan.before === null) return [];
    const { start, end } = plan.readInterval;
    const standing = await listKnown(trx, personId, { start: start - KNOWN_BEFORE, end });
    const ids = new Set([...mentioned, ...reading.events.map(({ event }) => event.id)]);
    for (const event of standing) ids.delete(event.graphId);
    return [...standing, ...(await listKnownByGraphIds(trx, personId, [...ids]))];
  });
}

/** Of what was not read again, that which should have been: a row that cannot be read is not missing. */
function missingOf(
  absent: readonly KnownEvent[],
  { unreadable }: Reading,
  mentioned: ReadonlySet<string>,
  readInterval: Interval,
): KnownEvent[] {
  const unread = new Set(unreadable.map((row) => row.eventId));
  if (unread.has(null)) return [];
  const readable = absent.filter(({ graphId }) => !unread.has(graphId));
  const isWithin = ({ start, end }: Interval, { current }: KnownEvent): boolean =>
    current !== null && current.start < end && current.end > start;
  const missing = new Set(
    readable.filter((event) => mentioned.has(event.graphId) || isWithin(inner(readInterval), event)),
  );
  // What a series lost at the edge of the window it lost with the rest.
  const series = new Set([...missing].map(({ seriesMasterId }) => seriesMasterId));
  const atEdge = readable.filter(
    (event) =>
      event.seriesMasterId !== null && series.has(event.seriesMasterId) && isWithin(readInterval, event),
  );
  return [...new Set([...missing, ...atEdge])].filter(({ current }) => current !== null);
}

/** Whether an all-day event at the edge of an interval is in it depends on the zone in which its dates are read. */
function inner({ start, end }: Interval): Interval {
  return { start: start + DAY, end: end - DAY };
}

/** Somebody else has read the mailbox in the meantime; what rang for this round may have come after that. */
async function readLater(reader: Reader, deps: SyncDeps): Promise<SyncResult> {
  const dueAt = deps.clock.now();
  await deps.store.as(WORKER)((trx) => hastenSync(trx, [reader.person.personId], dueAt));
  return { kind: 'later', dueAt };
}
