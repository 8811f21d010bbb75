import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { ClockBar } from './clock-bar.tsx';
import { usePage } from './page-context.ts';
import type { PageEvent } from './sandbox-api.ts';
import { domainOf, suggestMove } from './suggest-move.ts';
import { TourCard } from './tour-card.tsx';
import { TourPlaceValue, type TourPlace } from './tour-place.ts';
import { isStepDone, TOUR_TARGETS, type Side, type TourFacts } from './tour-steps.ts';
import type { PageClock } from './use-clock.ts';
import { useEvents, useMoves, useReady } from './use-sandbox.ts';
import { useTour, type Tour } from './use-tour.ts';
import { Workspace } from './workspace.tsx';

/** The tour, who one is and what time it is, and what there is to try. */
export function PageBody({ clock, onBecome }: { clock: PageClock; onBecome: (key: string) => void }) {
  const { person, now, generation, strings } = usePage();
  const tour = useTour(now, generation);
  const isReady = useReady();
  const moves = useMoves();
  const event = useTourEvent(tour);
  const [side, setSide] = useState<Side | null>(null);
  const [lookAt, setLookAt] = useState<TourPlace['lookAt']>(null);
  const facts: TourFacts = { role: person.role, side, moves: moves.data?.moves ?? [], since: tour.since };
  const isDone = useLatch(tour, facts);
  const eventId = event?.id ?? null;
  const place = useMemo(() => ({ eventId, lookAt, onSide: setSide }), [eventId, lookAt]);
  return (
    <TourPlaceValue value={place}>
      {tour.step === null ? null : (
        <TourCard
          tour={tour}
          step={tour.step}
          isDone={isDone}
          event={event}
          onShowEvent={({ start }) => setLookAt({ date: toLocalDate(Date.parse(start), person.timeZone) })}
        />
      )}
      {isReady === false ? (
        <MessageBar intent="info">
          <MessageBarBody>{strings.reading}</MessageBarBody>
        </MessageBar>
      ) : null}
      <ClockBar clock={clock} onBecome={onBecome} onTour={tour.step === null ? tour.start : null} />
      <Workspace key={`${person.key}/${generation}`} />
    </TourPlaceValue>
  );
}

/** What was done stays done, also where its trace is gone again. */
function useLatch({ step, since }: Tour, facts: TourFacts): boolean {
  const [done, setDone] = useState('');
  const current = `${step} ${since}`;
  const isDone = step !== null && (done === current || isStepDone(step, facts));
  if (isDone && done !== current) setDone(current);
  return isDone;
}

/**
 * A meeting to move for the step that the tour is at: another one than those that were moved since it began. null =
 * there is none, undefined = it is not known yet.
 */
function useTourEvent({ step, since }: Tour): PageEvent | null | undefined {
  const { people, now } = usePage();
  const events = useEvents([0, 1]);
  const moves = useMoves();
  if (step === null || TOUR_TARGETS[step].todo !== 'event') return null;
  if (events.data === undefined) return undefined;
  const ownDomains = new Set(people.people.map(({ address }) => domainOf(address)));
  const moved = (moves.data?.moves ?? []).filter(({ changedAt }) => Date.parse(changedAt) >= since);
  const titles = new Set(moved.map(({ title }) => title));
  return suggestMove(
    events.data.filter(({ subject }) => !titles.has(subject)),
    ownDomains,
    now,
  );
}
