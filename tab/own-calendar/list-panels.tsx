import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import { Panel } from '../panels/panel.tsx';
import { hoursWords } from '../week/week-words.ts';
import type { MeetingRow, ProblemLine } from './protocol.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', display: 'grid', gap: '8px' },
  row: {
    ...typographyStyles.body1,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '12px',
  },
  title: { overflowWrap: 'anywhere' },
  hours: { ...typographyStyles.body1Strong, textAlign: 'right' },
  times: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, marginLeft: '8px' },
  where: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  what: { ...typographyStyles.body1, overflowWrap: 'anywhere', textWrap: 'pretty' },
  empty: { ...typographyStyles.body1 },
});

export function MeetingsPanel(props: { meetings: readonly MeetingRow[]; weeks: string; words: OwnWords }) {
  const { meetings, words } = props;
  const styles = useStyles();
  return (
    <Panel
      heading={words.text('page.meetings.heading')}
      caption={words.text('page.meetings.caption', { weeks: props.weeks })}
    >
      {meetings.length > 0 ? null : <p className={styles.empty}>{words.text('page.meetings.none')}</p>}
      <ol className={styles.list}>
        {meetings.map(({ key, title, times, hours }) => (
          <li key={key} className={styles.row}>
            <span className={styles.title}>
              {title === '' ? words.text('text.untitled') : title}
              <span className={styles.times}>{times} ×</span>
            </span>
            <span className={styles.hours}>{hoursWords(hours, words.language)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What could not be read as it stands; nothing where everything could. */
export function ProblemsPanel({ problems, words }: { problems: readonly ProblemLine[]; words: OwnWords }) {
  const styles = useStyles();
  if (problems.length === 0) return null;
  return (
    <Panel heading={words.text('page.problems.heading')}>
      <ul className={styles.list}>
        {problems.map(({ key, where, what }) => (
          <li key={key}>
            <p className={styles.what}>{what}</p>
            <p className={styles.where}>{where}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
