import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Week, WeekEvent } from '../../shared/contract/week.ts';
import { capitalised, numberWord } from '../moved/number-word.ts';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { CorrectRow } from './correct-row.tsx';
import type { Corrections } from './use-corrections.ts';
import { hoursWords, titleWords, unsureEvents, whenWords, whyWords, type Reader } from './week-words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: '26px minmax(0, 1fr) auto',
    columnGap: '12px',
    rowGap: '10px',
    alignItems: 'center',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollMargin: '16px',
    ':first-child': { borderTop: 'none', paddingTop: 0 },
    ':last-child': { paddingBottom: 0 },
    ':focus': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '4px', borderRadius: '4px' },
    '@container (max-width: 620px)': { gridTemplateColumns: '26px minmax(0, 1fr)' },
  },
  container: { containerType: 'inline-size' },
  number: {
    ...typographyStyles.caption1Strong,
    alignSelf: 'start',
    boxSizing: 'border-box',
    width: '24px',
    height: '24px',
    display: 'grid',
    placeItems: 'center',
    borderRadius: tokens.borderRadiusCircular,
    border: `1.5px solid ${tokens.colorNeutralForeground1}`,
  },
  title: { ...typographyStyles.body1Strong, marginRight: '4px', overflowWrap: 'anywhere' },
  when: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  why: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  buttons: { '@container (max-width: 620px)': { gridColumn: '1 / -1' } },
  reach: { gridColumn: '1 / -1', ':empty': { display: 'none' } },
  empty: { ...typographyStyles.body1 },
});

/** What the calendar says nothing certain about, each settled by one press. What was settled stays until the page is left. */
export function UnsurePanel(props: {
  week: Week;
  events: readonly WeekEvent[];
  corrections: Corrections;
  reader: Reader;
}) {
  const { week, events, reader } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const open = unsureEvents(week);
  const caption =
    open.length === 0
      ? undefined
      : t('week.unsurePanel.caption', {
          count: open.length,
          number: capitalised(numberWord(open.length, language)),
          hours: hoursWords(week.split.unsure, language),
        });
  return (
    <Panel heading={t('week.unsurePanel.heading')} {...(caption === undefined ? {} : { caption })}>
      {open.length > 0 ? null : (
        <p className={styles.empty}>
          {t(events.length > 0 ? 'week.unsurePanel.settled' : 'week.unsurePanel.none')}
        </p>
      )}
      <div className={styles.container}>
        <ol className={styles.list}>
          {events.map((event, index) => (
            <UnsureRow key={event.id} event={event} number={index + 1} {...props} reader={reader} />
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function UnsureRow(props: {
  event: WeekEvent;
  number: number;
  week: Week;
  corrections: Corrections;
  reader: Reader;
}) {
  const { event, number, week, corrections, reader } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const title = titleWords(event, t);
  const suggestion = week.suggestions.find((one) => one.event === event.id);
  return (
    <CorrectRow event={event} title={title} corrections={corrections} reader={reader} shownWeek={week.week}>
      {({ buttons, reach }) => (
        <li id={rowId(event.id)} tabIndex={-1} className={styles.row}>
          <span className={styles.number} aria-label={t('week.unsurePanel.number', { number })} role="img">
            {number}
          </span>
          <div>
            <p>
              <span className={styles.title}>{title}</span>{' '}
              <span className={styles.when}>{whenWords(event, reader)}</span>
            </p>
            <p className={styles.why}>{whyWords(event, reader)}</p>
            {suggestion === undefined || event.class !== 'unsure' ? null : (
              <p className={styles.why}>
                {t('week.suggestion', {
                  count: suggestion.colleagues,
                  className: t(`week.named.${suggestion.class}`),
                })}
              </p>
            )}
          </div>
          <div className={styles.buttons}>{buttons}</div>
          <div className={styles.reach}>{reach}</div>
        </li>
      )}
    </CorrectRow>
  );
}

/** The element that stands for an event: a strip's block leads to it. */
export function rowId(event: string): string {
  return `event-${event}`;
}
