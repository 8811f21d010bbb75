import { createHash } from 'node:crypto';
import type { CalendarEvent } from '../../shared/calendar/event.ts';
import type { Instant } from '../../shared/calendar/time.ts';
import type { MeetingRequest } from '../../shared/contract/outlook.ts';
import { normalisedTitle } from '../../shared/moves/twin.ts';

export type AskedMeeting = Pick<MeetingRequest, 'itemId' | 'seriesId' | 'starts' | 'titleHash'>;

interface Standing {
  readonly event: CalendarEvent;
}

/** Of id, title and start. One alone has been wrong. */
const LEAST_FIT = 2;

/**
 * The one event behind an open form, or null: rather none than a wrong one. Outlook's ids are not Graph's immutable ones,
 * differ between clients and mailboxes, and are compared letter by letter.
 */
export function pickMeeting<T extends Standing>(candidates: readonly T[], asked: AskedMeeting): T | null {
  const starts = asked.starts.map((start) => Date.parse(start));
  const fits = candidates.map((stored) => ({ stored, fit: fitOf(stored, asked, starts) }));
  const best = Math.max(LEAST_FIT, ...fits.map(({ fit }) => fit));
  const fitting = fits.filter(({ fit }) => fit === best).map(({ stored }) => stored);
  const [only, ...others] = fitting;
  return only !== undefined && others.length === 0 ? only : whereItStood(fitting, starts);
}

/**
 * An occurrence that is moved on to the next one's time fits twice. The calendar still has it where the form was opened
 * with it. Two that only look alike stay two.
 */
function whereItStood<T extends Standing>(fitting: readonly T[], starts: readonly Instant[]): T | null {
  const series = new Set(fitting.map(({ event }) => event.seriesMasterId));
  if (series.size !== 1 || series.has(null)) return null;
  const [only, ...others] = fitting.filter(({ event }) => event.start === starts.at(-1));
  return only !== undefined && others.length === 0 ? only : null;
}

function fitOf({ event }: Standing, asked: AskedMeeting, starts: readonly Instant[]): number {
  const isNamed =
    event.id === asked.itemId || (event.seriesMasterId !== null && event.seriesMasterId === asked.seriesId);
  const isTitled = titleHash(event.title) === asked.titleHash;
  return [isNamed, isTitled, starts.includes(event.start)].filter(Boolean).length;
}

/** As the pane makes it (`tab/outlook/read-form.ts`). */
export function titleHash(title: string): string {
  return createHash('sha256').update(normalisedTitle(title)).digest('hex');
}
