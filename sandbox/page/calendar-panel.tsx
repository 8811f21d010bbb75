import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { AddRegular, ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { HOUR, type LocalDate } from '../../shared/calendar/time.ts';
import { toLocalDate } from '../../shared/calendar/time-zone.ts';
import { fill } from '../../shared/locales/fill.ts';
import { firstShown, spanFor, stepDate, weeksToRead, type Span } from './calendar-days.ts';
import { CalendarView } from './calendar-view.tsx';
import { EventDialog } from './event-dialog.tsx';
import type { EventDraft } from './event-draft.ts';
import { EventMenu, type MenuTarget } from './event-menu.tsx';
import { usePage } from './page-context.ts';
import { Panel } from './panel.tsx';
import { ProblemNote } from './problem-note.tsx';
import { useTourPlace } from './tour-place.ts';
import { useEdit } from './use-edit.ts';
import { useEvents } from './use-sandbox.ts';
import { useWidth } from './use-width.ts';

const useStyles = makeStyles({
  controls: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  legend: {
    ...typographyStyles.caption1,
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 24px',
    margin: '12px 0 0',
    color: tokens.colorNeutralForeground3,
  },
  key: { display: 'inline-flex', alignItems: 'center', gap: '8px' },
  status: { ...typographyStyles.body1, minHeight: '20px', margin: '8px 0 0' },
});

/** That person's pretend Outlook: drag to move, drag in empty time to book, press for the rest. */
export function CalendarPanel(props: {
  draft: EventDraft | null;
  onDraft: (draft: EventDraft | null) => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const { person, strings, now } = usePage();
  const edit = useEdit();
  const styles = useStyles();
  const today = toLocalDate(now, person.timeZone);
  const [chosen, setChosen] = useState<LocalDate | null>(null);
  const { lookAt } = useTourPlace();
  const [seenLook, setSeenLook] = useState(lookAt);
  if (lookAt !== seenLook) {
    setSeenLook(lookAt);
    setChosen(lookAt?.date ?? null);
  }
  const [target, setTarget] = useState<MenuTarget | null>(null);
  const span = spanFor(width ?? 0);
  const shown = firstShown(chosen ?? today, span);
  const newEvent = () => {
    const start = Math.ceil(now / HOUR) * HOUR + HOUR;
    props.onDraft({ moves: null, subject: '', start, end: start + HOUR, invited: [] });
  };
  return (
    <Panel
      heading={fill(strings.calendar, { name: person.name })}
      caption={strings.calendarHelp}
      controls={
        <div className={styles.controls}>
          <DateSteps span={span} shown={chosen ?? today} onShow={setChosen} />
          <Button size="small" icon={<AddRegular />} onClick={newEvent}>
            {strings.newEvent}
          </Button>
        </div>
      }
    >
      <div ref={place}>
        {width === null ? null : (
          <ShownDays span={span} shown={shown} edit={edit} onMenu={setTarget} onDraft={props.onDraft} />
        )}
      </div>
      <Legend />
      <p className={styles.status} role="status">
        {edit.done}
      </p>
      <ProblemNote error={edit.error} />
      {target === null ? null : (
        <EventMenu target={target} edit={edit} onDraft={props.onDraft} onClose={() => setTarget(null)} />
      )}
      {props.draft === null ? null : (
        <EventDialog draft={props.draft} edit={edit} onClose={() => props.onDraft(null)} />
      )}
    </Panel>
  );
}

function ShownDays(props: {
  span: Span;
  shown: LocalDate;
  edit: ReturnType<typeof useEdit>;
  onMenu: (target: MenuTarget) => void;
  onDraft: (draft: EventDraft) => void;
}) {
  const { span, shown } = props;
  const { person, now } = usePage();
  const events = useEvents(weeksToRead(shown, span, now, person.timeZone));
  return (
    <>
      <CalendarView
        span={span}
        shown={shown}
        events={events.data ?? []}
        onMove={props.edit.move}
        onSelect={(start, end) => props.onDraft({ moves: null, subject: '', start, end, invited: [] })}
        onMenu={props.onMenu}
      />
      <ProblemNote error={events.error} />
    </>
  );
}

function DateSteps(props: { span: Span; shown: LocalDate; onShow: (date: LocalDate | null) => void }) {
  const { strings } = usePage();
  const { span, shown, onShow } = props;
  return (
    <>
      <Button
        size="small"
        icon={<ChevronLeftRegular />}
        aria-label={strings.earlier}
        onClick={() => onShow(stepDate(shown, span, -1))}
      />
      <Button size="small" onClick={() => onShow(null)}>
        {strings.today}
      </Button>
      <Button
        size="small"
        icon={<ChevronRightRegular />}
        aria-label={strings.later}
        onClick={() => onShow(stepDate(shown, span, 1))}
      />
    </>
  );
}

function Legend() {
  const styles = useStyles();
  const { person, strings } = usePage();
  return (
    <p className={styles.legend}>
      <span className={styles.key}>
        <span className="event-key own" aria-hidden="true" />
        {fill(strings.own, { name: person.name })}
      </span>
      <span className={styles.key}>
        <span className="event-key" aria-hidden="true" />
        {strings.others}
      </span>
    </p>
  );
}
