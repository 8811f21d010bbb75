import type { Transaction } from 'kysely';
import type { Instant } from '../../shared/calendar/time.ts';
import { type MoveOfMeeting, oneOfEachMeeting } from '../../shared/moves/one-of-each-meeting.ts';
import { at } from './instant.ts';
import { openMove, type StoredMove } from './stored-move.ts';
import type { Database } from './schema.ts';

type Trx = Transaction<Database>;

/** A rep's move, with what tells whether another of the team has it too. */
export interface TeamMove extends StoredMove, MoveOfMeeting {
  readonly personId: string;
}

/** As worker: what moved in a team's calendars since then, each meeting once however many of them have it. */
export async function listTeamMoves(
  trx: Trx,
  personIds: readonly string[],
  since: Instant,
): Promise<TeamMove[]> {
  if (personIds.length === 0) return [];
  const rows = await trx
    .selectFrom('move')
    .innerJoin('event', 'event.event_id', 'move.event_id')
    .innerJoin('event_version', 'event_version.version_id', 'move.baseline_version_id')
    .selectAll('move')
    .select(['event.instance_key', 'event_version.is_organizer'])
    .where('move.person_id', 'in', [...personIds])
    .where('move.state', 'in', ['open', 'settled'])
    .where('move.first_change_at', '>=', at(since))
    .orderBy('move.first_change_at', 'desc')
    .orderBy('move.move_id')
    .execute();
  const moves = rows.flatMap((row): TeamMove[] => {
    const stored = openMove(row);
    if (stored === null) return [];
    const { oldStart, changedAt } = stored.move;
    return [
      {
        ...stored,
        personId: row.person_id,
        meeting: (row.series_key ?? row.instance_key).toString('hex'),
        isOrganizer: row.is_organizer,
        oldStart,
        changedAt,
      },
    ];
  });
  return oneOfEachMeeting(moves);
}
