import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplitClass } from '../../shared/classification/classification.ts';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { Swatch } from '../charts/legend.tsx';
import { Panel } from '../panels/panel.tsx';
import { CorrectRow } from './correct-row.tsx';
import { rowId } from './unsure-panel.tsx';
import type { Corrections } from './use-corrections.ts';
import { dayHeading, timeOfDay, titleWords, whyWords, type Reader } from './week-words.ts';

const useStyles = makeStyles({
  day: { display: 'grid', gap: '4px', '& + &': { marginTop: '20px' } },
  date: { ...typographyStyles.caption1Strong, color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none' },
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
  title: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  when: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    marginLeft: '8px',
    whiteSpace: 'nowrap',
  },
  why: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  buttons: { gridColumn: '2 / -1', '@media (max-width: 639px)': { gridColumn: '1 / -1' } },
  reach: { gridColumn: '1 / -1', ':empty': { display: 'none' } },
  correct: { minWidth: 'auto', fontWeight: tokens.fontWeightRegular },
  empty: { ...typographyStyles.body1 },
});

/** Every event of the week with its class and why; what is not settled by its state can be corrected. */
export function EventsPanel(props: {
  week: Week;
  /** Those that stand in the list of unsure events already. */
  without: ReadonlySet<string>;
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
        <section key={date} aria-label={dayHeading(date, reader.language)} className={styles.day}>
          <h3 className={styles.date}>{dayHeading(date, reader.language)}</h3>
          <ul className={styles.list}>
            {ofDay.map((event) => (
              <EventRow key={event.id} event={event} week={week} corrections={corrections} reader={reader} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

/** An event that runs on from the week before stands with the day on which it began. */
function byDay(events: readonly WeekEvent[], { moments }: Reader): [string, WeekEvent[]][] {
  return [
    ...Map.groupBy(events, ({ start, allDay }) => allDay?.first ?? moments.date(Date.parse(start))),
  ].toSorted(([a], [b]) => (a < b ? -1 : 1));
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
          <div>
            <p>
              <span className={styles.title}>{title}</span>
              <span className={styles.when}>{timeOfDay(event, reader)}</span>
            </p>
            <p className={styles.why}>
              {t('week.events.because', {
                className: event.class === 'unsure' ? t('classes.unsure') : t(`week.say.${event.class}`),
                because: whyWords(event, reader),
              })}
            </p>
          </div>
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
