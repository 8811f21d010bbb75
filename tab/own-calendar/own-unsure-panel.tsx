import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import { Panel } from '../panels/panel.tsx';
import { ClassButtons } from '../week/class-buttons.tsx';
import { hoursWords } from '../week/week-words.ts';
import type { OwnView, UnsureGroup } from './protocol.ts';

const useStyles = makeStyles({
  container: { containerType: 'inline-size' },
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
  title: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  times: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, marginLeft: '8px' },
  why: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  buttons: { '@container (max-width: 620px)': { gridColumn: '1 / -1' } },
  rest: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, paddingTop: '12px' },
  empty: { ...typographyStyles.body1 },
});

/** What the calendar says nothing certain about, each settled by one press; a second press on it takes the word back. */
export function OwnUnsurePanel(props: {
  view: OwnView;
  weeks: string;
  words: OwnWords;
  onSettle: (group: string, as: SaidClass | null) => void;
}) {
  const { view, words } = props;
  const styles = useStyles();
  const { language } = words;
  const caption = words.text('page.unsure.caption', {
    hours: hoursWords(view.hours.unsure, language),
    weeks: props.weeks,
  });
  return (
    <Panel heading={words.text('page.unsure.heading')} {...(view.unsure.length === 0 ? {} : { caption })}>
      {view.unsure.length > 0 ? null : <p className={styles.empty}>{words.text('page.unsure.none')}</p>}
      <div className={styles.container}>
        <ol className={styles.list}>
          {view.unsure.map((group, index) => (
            <UnsureRow
              key={group.key}
              group={group}
              number={index + 1}
              words={words}
              onSettle={props.onSettle}
            />
          ))}
        </ol>
      </div>
      {view.moreUnsure === 0 ? null : (
        <p className={styles.rest}>{words.text('page.more', { count: String(view.moreUnsure) })}</p>
      )}
    </Panel>
  );
}

function UnsureRow(props: {
  group: UnsureGroup;
  number: number;
  words: OwnWords;
  onSettle: (group: string, as: SaidClass | null) => void;
}) {
  const { group, number, words } = props;
  const styles = useStyles();
  const title = group.title === '' ? words.text('text.untitled') : group.title;
  const hours = hoursWords(group.hours, words.language);
  return (
    <li id={groupRowId(number)} tabIndex={-1} className={styles.row}>
      <span
        className={styles.number}
        role="img"
        aria-label={words.text('page.unsure.number', { number: String(number) })}
      >
        {number}
      </span>
      <div>
        <p>
          <span className={styles.title}>{title}</span>
          <span className={styles.times}>{words.counted('page.unsure.times', group.times, { hours })}</span>
        </p>
        <p className={styles.why}>{group.why}</p>
      </div>
      <div className={styles.buttons}>
        <ClassButtons
          title={title}
          chosen={group.said}
          onSay={(name) => props.onSettle(group.key, name === group.said ? null : name)}
        />
      </div>
    </li>
  );
}

/** The element that stands for a group: a strip's block leads to it. */
export function groupRowId(number: number): string {
  return `unsure-${number}`;
}
