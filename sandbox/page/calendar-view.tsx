import FullCalendar from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import svLocale from '@fullcalendar/react/locales/sv';
import enLocale from '@fullcalendar/react/locales/en-gb';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { memo, useMemo, type RefObject } from 'react';
import { HOUR, MINUTE, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import type { Span } from './calendar-days.ts';
import { hoursShown, isOnWeekend, nowLine, toInput } from './calendar-events.ts';
import type { MenuTarget } from './event-menu.tsx';
import { clockText } from './moment-text.ts';
import { usePage, type PageContext } from './page-context.ts';
import type { PageEvent } from './sandbox-api.ts';
import { useTourPlace } from './tour-place.ts';
import { useHeld } from './use-held.ts';
import { useLatest } from './use-latest.ts';

const PLUGINS = [timeGridPlugin, interactionPlugin, classicTheme];
const VIEWS = {
  weeks: { type: 'timeGrid', duration: { weeks: 2 } },
  week: { type: 'timeGrid', duration: { weeks: 1 } },
  day: { type: 'timeGrid', duration: { days: 1 } },
};
const LOCALES = { sv: svLocale, en: enLocale };

/** All that a drawn calendar depends on. While a press lasts it stays the same. */
interface Picture extends Pick<PageContext, 'person' | 'language' | 'strings' | 'theme'> {
  readonly span: Span;
  readonly shown: LocalDate;
  readonly events: readonly PageEvent[];
  /** Whole minutes. */
  readonly now: Instant;
}

interface Acts {
  readonly onMove: (event: PageEvent, start: Instant, end: Instant) => Promise<unknown>;
  readonly onSelect: (start: Instant, end: Instant) => void;
  readonly onMenu: (target: MenuTarget) => void;
}

/** Days of a calendar, in its owner's zone and by the sandbox's clock. */
export function CalendarView(props: Pick<Picture, 'span' | 'shown' | 'events'> & Acts) {
  const { span, shown, events } = props;
  const { person, language, strings, theme, ...page } = usePage();
  const now = Math.floor(page.now / MINUTE) * MINUTE;
  const picture = useMemo(
    () => ({ span, shown, events, now, person, language, strings, theme }),
    [span, shown, events, now, person, language, strings, theme],
  );
  const { held, onPointerDown } = useHeld<Picture>(picture);
  const acts = useLatest<Acts>(props);
  return (
    <div onPointerDown={onPointerDown}>
      <DrawnCalendar picture={held} acts={acts} />
    </div>
  );
}

/** Drawn anew the widget forgets what is being dragged; so only another picture draws it anew. */
const DrawnCalendar = memo(function DrawnCalendar(props: { picture: Picture; acts: RefObject<Acts> }) {
  const { picture, acts } = props;
  const { span, shown, events, now, person, language, theme } = picture;
  const { timeZone } = person;
  const hours = hoursShown(events, timeZone);
  const hasWeekend = events.some((event) => isOnWeekend(event, timeZone));
  const named = (id: string) => events.find((event) => event.id === id);
  const move = ({ event: changed, revert }: Change) => {
    const event = named(changed.id);
    const { start, end } = changed;
    if (event === undefined || start === null || end === null) return revert();
    // The refusal itself stands below the calendar.
    acts.current.onMove(event, start.getTime(), end.getTime()).catch(revert);
  };
  return (
    <FullCalendar
      // Other days, another today, language or zone are another calendar.
      key={[span, shown, toLocalDate(now, timeZone), language, timeZone].join('/')}
      plugins={PLUGINS}
      views={VIEWS}
      initialView={span}
      initialDate={shown}
      locale={LOCALES[language]}
      timeZone={timeZone}
      now={new Date(now).toISOString()}
      colorScheme={theme === 'default' ? 'light' : 'dark'}
      headerToolbar={false}
      allDaySlot={events.some(({ isAllDay }) => isAllDay)}
      weekends={span === 'day' || hasWeekend}
      height="auto"
      slotDuration="00:30:00"
      slotMinHeight={24}
      slotEventOverlap={false}
      slotMinTime={hours.from}
      slotMaxTime={hours.to}
      dayHeaderFormat={{ weekday: 'short', day: 'numeric', month: 'numeric' }}
      dayHeaderClass={nextWeekClass}
      dayLaneClass={nextWeekClass}
      eventSources={useSources(picture)}
      eventContent={({ event }) =>
        event.display === 'background' ? null : <EventText event={named(event.id)} title={event.title} />
      }
      eventInteractive
      selectable
      selectMirror
      eventDrop={move}
      eventResize={move}
      select={({ start, end, allDay }) => {
        if (!allDay) acts.current.onSelect(start.getTime(), end.getTime());
      }}
      eventClick={({ event, el, jsEvent }) => {
        jsEvent.preventDefault();
        const clicked = named(event.id);
        if (clicked !== undefined) acts.current.onMenu({ event: clicked, element: el });
      }}
    />
  );
});

interface Change {
  readonly event: { readonly id: string; readonly start: Date | null; readonly end: Date | null };
  readonly revert: () => void;
}

/** The events, and the clock's line as a source of its own, so that a minute that passes leaves them alone. */
function useSources({ events, strings, now }: Picture) {
  const own = useMemo(() => ({ events: events.map((event) => toInput(event, strings)) }), [events, strings]);
  const clock = useMemo(() => ({ events: [nowLine(now)] }), [now]);
  return [own, clock];
}

/** Where two weeks meet there is a line: what is dragged over it goes to next week. */
function nextWeekClass({ dow, view, date }: { dow: number; view: { activeStart: Date }; date: Date }) {
  return dow === 1 && date > view.activeStart ? 'next-week' : '';
}

function EventText({ event, title }: { event: PageEvent | undefined; title: string }) {
  const { language, person } = usePage();
  const { eventId } = useTourPlace();
  const at = (iso: string) => clockText(Date.parse(iso), language, person.timeZone);
  // What is being made by dragging is no event yet.
  if (event === undefined || event.isAllDay) return <div className="event-text all-day">{title}</div>;
  const isShort = Date.parse(event.end) - Date.parse(event.start) < HOUR;
  return (
    <div
      className={isShort ? 'event-text short' : 'event-text'}
      {...(event.id === eventId ? { 'data-tour-target': 'event' } : {})}
    >
      <span className="event-title">{title}</span>
      {isShort ? null : (
        <span className="event-time">
          {at(event.start)}
          <span className="event-end">–{at(event.end)}</span>
        </span>
      )}
    </div>
  );
}
