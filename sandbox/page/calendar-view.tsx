import FullCalendar from '@fullcalendar/react';
import interactionPlugin from '@fullcalendar/react/interaction';
import svLocale from '@fullcalendar/react/locales/sv';
import enLocale from '@fullcalendar/react/locales/en-gb';
import classicTheme from '@fullcalendar/react/themes/classic';
import timeGridPlugin from '@fullcalendar/react/timegrid';
import { useMemo } from 'react';
import { HOUR, MINUTE, type Instant, type LocalDate } from '../../shared/calendar/time.ts';
import { isWeekend, type Span } from './calendar-days.ts';
import { hoursShown, isOnWeekend, toInput } from './calendar-events.ts';
import type { MenuTarget } from './event-menu.tsx';
import { clockText } from './moment-text.ts';
import { usePage } from './page-context.ts';
import type { PageEvent } from './sandbox-api.ts';

const PLUGINS = [timeGridPlugin, interactionPlugin, classicTheme];
const VIEWS = {
  weeks: { type: 'timeGrid', duration: { weeks: 2 } },
  week: { type: 'timeGrid', duration: { weeks: 1 } },
  day: { type: 'timeGrid', duration: { days: 1 } },
};
const LOCALES = { sv: svLocale, en: enLocale };

/** Days of a calendar, in its owner's zone and by the sandbox's clock. */
export function CalendarView(props: {
  span: Span;
  shown: LocalDate;
  events: readonly PageEvent[];
  onMove: (event: PageEvent, start: Instant, end: Instant) => Promise<unknown>;
  onSelect: (start: Instant, end: Instant) => void;
  onMenu: (target: MenuTarget) => void;
}) {
  const { span, shown, events, onMove, onSelect, onMenu } = props;
  const { person, language, strings, theme, now } = usePage();
  const inputs = useMemo(() => events.map((event) => toInput(event, strings)), [events, strings]);
  const hours = useMemo(() => hoursShown(events, person.timeZone), [events, person.timeZone]);
  const hasWeekend = events.some((event) => isOnWeekend(event, person.timeZone));
  const named = (id: string) => events.find((event) => event.id === id);
  const move = (change: {
    event: { id: string; start: Date | null; end: Date | null };
    revert: () => void;
  }) => {
    const event = named(change.event.id);
    const { start, end } = change.event;
    if (event === undefined || start === null || end === null) return change.revert();
    void onMove(event, start.getTime(), end.getTime()).catch(change.revert);
  };
  return (
    <FullCalendar
      // Another stretch of days, language or zone is another calendar.
      key={[span, shown, language, person.timeZone].join('/')}
      plugins={PLUGINS}
      views={VIEWS}
      initialView={span}
      initialDate={shown}
      locale={LOCALES[language]}
      timeZone={person.timeZone}
      now={new Date(now - (now % MINUTE)).toISOString()}
      nowIndicator
      colorScheme={theme === 'default' ? 'light' : 'dark'}
      headerToolbar={false}
      allDaySlot={events.some(({ isAllDay }) => isAllDay)}
      weekends={span === 'day' ? true : hasWeekend || isWeekend(shown)}
      height="auto"
      slotDuration="00:30:00"
      slotMinHeight={24}
      slotEventOverlap={false}
      slotMinTime={hours.from}
      slotMaxTime={hours.to}
      dayHeaderFormat={{ weekday: 'short', day: 'numeric', month: 'numeric' }}
      dayHeaderClass={nextWeekClass}
      dayLaneClass={nextWeekClass}
      events={inputs}
      eventContent={({ event }) => <EventText event={named(event.id)} title={event.title} />}
      eventInteractive
      eventOverlap
      selectable
      selectMirror
      eventDrop={move}
      eventResize={move}
      select={({ start, end, allDay }) => {
        if (!allDay) onSelect(start.getTime(), end.getTime());
      }}
      eventClick={({ event, el, jsEvent }) => {
        jsEvent.preventDefault();
        const clicked = named(event.id);
        if (clicked !== undefined) onMenu({ event: clicked, element: el });
      }}
    />
  );
}

/** Where two weeks meet there is a line: what is dragged over it goes to next week. */
function nextWeekClass({ dow, view, date }: { dow: number; view: { activeStart: Date }; date: Date }) {
  return dow === 1 && date > view.activeStart ? 'next-week' : '';
}

function EventText({ event, title }: { event: PageEvent | undefined; title: string }) {
  const { language, person } = usePage();
  const at = (iso: string) => clockText(Date.parse(iso), language, person.timeZone);
  // What is being made by dragging is no event yet.
  if (event === undefined || event.isAllDay) return <div className="event-text all-day">{title}</div>;
  const isShort = Date.parse(event.end) - Date.parse(event.start) < HOUR;
  return (
    <div className={isShort ? 'event-text short' : 'event-text'}>
      <span className="event-title">{title}</span>
      {isShort ? null : <span className="event-time">{`${at(event.start)}–${at(event.end)}`}</span>}
    </div>
  );
}
