import type { TimeClass } from '../../shared/classification/classification.ts';
import type { FindCorrection } from '../../shared/classification/standing-corrections.ts';
import type { StoredVote } from '../store/lesson-store.ts';
import type { Change } from './changes.ts';
import type { Corrigible, CorrectionDeps } from './corrigible.ts';
import type { Known } from './load-known.ts';

/** What would be taught: the answer about what a key names, said of one event. */
export interface Taught {
  readonly key: string;
  readonly class: Exclude<TimeClass, 'unsure'>;
}

/**
 * Exactly the events that teaching would change: the one that it is said of by the word itself, those like it by points.
 * What an older version sorted stays. `find` tells what was said before and after.
 */
export function listTaughtChanges(
  { person, stored: tapped }: Corrigible,
  { key, class: said }: Taught,
  known: Known,
  find: { readonly before: FindCorrection; readonly after: FindCorrection },
  deps: Pick<CorrectionDeps, 'classify' | 'classifierVersion'>,
): Change[] {
  const { personId, isAdmin } = person;
  const { eventId } = tapped;
  const vote: StoredVote = { by: personId, byAdmin: isAdmin, class: said, activity: null, eventId };
  const teaching = {
    by: personId,
    votesOf: (about: string) => [
      // What was said of the same event before is no longer the last word on it.
      ...known.votesOf(about).filter((before) => before.eventId !== eventId),
      ...(about === key ? [vote] : []),
    ],
  };
  const concerned = known.calendar.filter(
    ({ stored, keys }) => stored.eventId === eventId || keys.includes(key),
  );
  return concerned.flatMap(({ stored }) => {
    const from = find.before(stored)?.class ?? stored.class;
    const word = find.after(stored);
    const isOlder = stored.classifierVersion !== deps.classifierVersion;
    if (word === null && isOlder) return [];
    const to = word?.class ?? deps.classify(stored.event, known.context, teaching).class;
    return from === to ? [] : [{ stored, from, to }];
  });
}
