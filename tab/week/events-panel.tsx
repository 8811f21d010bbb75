import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { ChevronDownRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalDate } from '../../shared/calendar/time.ts';
import type { SplitClass } from '../../shared/classification/classification.ts';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { Swatch } from '../charts/legend.tsx';
import { Panel } from '../panels/panel.tsx';
import { CorrectRow } from './correct-row.tsx';
import { rowId } from './unsure-panel.tsx';
import type { Corrections } from './use-corrections.ts';
import type { OpenDays } from './use-open-days.ts';
import { dayHeading, dayOf, timeOfDay, titleWords, whyWords, type Reader } from './week-words.ts';

const useStyles = makeStyles({
  day: { '& + &': { marginTop: '8px' } },
  open: { paddingBottom: '12px' },
  toggle: {
    justifyContent: 'flex-start',
    width: '100%',
    minWidth: 0,
    padding: '6px 8px 6px 0',
    textAlign: 'start',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  count: {
    marginLeft: '8px',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  list: { listStyleType: 'none', paddingTop: '4px' },
  row: {
    display: 'grid',
    gridTemplateColumns: '12px minmax(0, 1fr) auto',
    columnGap: '12px',
    rowGap: '8px',
    alignItems: 'start',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollMargin: '16px',
    ':first-child': { borderTop: 'none', paddingTop: '4px' },
    ':last-child': { paddingBottom: 0 },
    ':focus': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px', borderRadius: '4px' },
  },
  swatch: { paddingTop: '4px' },
  title: { ...typographyStyles.body1Strong, marginRight: '4px', overflowWrap: 'anywhere' },
  when: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  why: {
    ...typographyStyles.caption1,
    gridColumn: '2 / -1',
    marginTop: '-8px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  buttons: { gridColumn: '2 / -1', '@media (max-width: 639px)': { gridColumn: '1 / -1' } },
  reach: { gridColumn: '1 / -1', ':empty': { display: 'none' } },
  correct: { minWidth: 'auto', fontWeight: tokens.fontWeightRegular },
  empty: { ...typographyStyles.body1 },
});

/** Every event of the week with its class and why; what is not settled by its state can be corrected. A day folds. */
export function EventsPanel(props: {
  week: Week;
  /** Those that stand in the list of unsure events already. */
  without: ReadonlySet<string>;
  days: OpenDays;
  corrections: Corrections;
  reader: Reader;
}) {
  const { week, without, corrections, reader } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const events = week.events.filter(({ id }) => !without.has(id));
  return (
    <Panel heading={t('week.events.heading')} caption={t('week.events.caption')}>
      {events.length === 0 ? <p className={styles.empty}>{t('week.events.none')}</p> : null}
      {byDay(events, reader).map(([date, ofDay]) => (
        <Day
          key={date}
          heading={dayHeading(date, reader.language)}
          count={ofDay.length}
          isOpen={props.days.isOpen(date)}
          onToggle={(isOpen) => props.days.set(date, isOpen)}
        >
          {ofDay.map((event) => (
            <EventRow key={event.id} event={event} week={week} corrections={corrections} reader={reader} />
          ))}
        </Day>
      ))}
    </Panel>
  );
}

function byDay(events: readonly WeekEvent[], { moments }: Reader): [LocalDate, WeekEvent[]][] {
  return [...Map.groupBy(events, (event) => dayOf(event, moments))].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** A fold of the list; what is folded away stays where the reader left it. */
function Day(props: {
  heading: string;
  count: number;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  children: ReactNode;
}) {
  const { heading, count, isOpen, onToggle } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const id = useId();
  return (
    <section aria-label={heading} className={mergeClasses(styles.day, isOpen && styles.open)}>
      <h3>
        <Button
          appearance="transparent"
          size="small"
          className={styles.toggle}
          icon={isOpen ? <ChevronDownRegular /> : <ChevronRightRegular />}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => onToggle(!isOpen)}
        >
          {heading}
          <span className={styles.count}>{t('week.events.inDay', { count })}</span>
        </Button>
      </h3>
      <ul id={id} hidden={!isOpen} className={styles.list}>
        {props.children}
      </ul>
    </section>
  );
}

function EventRow(props: { event: WeekEvent; week: Week; corrections: Corrections; reader: Reader }) {
  const { event, week, corrections, reader } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const title = titleWords(event, t);
  return (
    <CorrectRow event={event} title={title} corrections={corrections} reader={reader} shownWeek={week.week}>
      {({ buttons, reach }) => (
        <li id={rowId(event.id)} tabIndex={-1} className={styles.row}>
          <span className={styles.swatch}>
            {event.class === 'ignored' ? null : <Mark name={event.class} />}
          </span>
          <p>
            <span className={styles.title}>{title}</span>{' '}
            <span className={styles.when}>{timeOfDay(event, reader)}</span>
          </p>
          {event.standing === 'open' ? (
            <Button
              size="small"
              className={styles.correct}
              aria-expanded={isOpen}
              aria-label={t('week.events.correctOf', { title })}
              onClick={() => setOpen(!isOpen)}
            >
              {t('week.events.correct')}
            </Button>
          ) : (
            <span />
          )}
          <p className={styles.why}>
            {t('week.events.because', {
              className: event.class === 'unsure' ? t('classes.unsure') : t(`week.say.${event.class}`),
              because: whyWords(event, reader),
            })}
          </p>
          {isOpen ? <div className={styles.buttons}>{buttons}</div> : null}
          <div className={styles.reach}>{reach}</div>
        </li>
      )}
    </CorrectRow>
  );
}

/** The class stands in words below the title. */
function Mark({ name }: { name: SplitClass }) {
  return <Swatch name={name} />;
}
