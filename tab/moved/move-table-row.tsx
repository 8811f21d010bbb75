import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SplitClass } from '../../shared/classification/classification.ts';
import type { MoveRow } from '../../shared/contract/moves.ts';
import { Swatch } from '../charts/legend.tsx';
import { useServices } from '../services.ts';
import { Contest } from './contest.tsx';
import { CalendarShows } from './calendar-shows.tsx';
import {
  answerWords,
  chainWords,
  kindWords,
  takerWords,
  timeWords,
  type Lines,
  type Reader,
} from './move-words.ts';

const WIDE = '@media (min-width: 960px)';
const STACKED = '@media (max-width: 959px)';
const IN_THREES = '@media (min-width: 640px) and (max-width: 959px)';
const IN_ONE = '@media (max-width: 639px)';

const useStyles = makeStyles({
  row: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    scrollMarginTop: '16px',
    [STACKED]: { display: 'grid', gap: '12px 24px', padding: '16px 0' },
    // Ranges that do not meet: of two that hold at once, neither can be counted on to win.
    [IN_THREES]: { gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' },
    [IN_ONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    ':focus': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '6px', borderRadius: '2px' },
  },
  cell: {
    padding: '14px 16px 14px 0',
    textAlign: 'left',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'break-word',
    ':last-child': { paddingRight: 0 },
    [STACKED]: { padding: 0 },
  },
  whole: { [STACKED]: { gridColumn: '1 / -1' } },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '12px 24px',
    [WIDE]: { flexDirection: 'column', alignItems: 'end' },
  },
  label: {
    ...typographyStyles.caption1,
    display: 'none',
    color: tokens.colorNeutralForeground3,
    [STACKED]: { display: 'block', marginBottom: '2px' },
  },
  main: { ...typographyStyles.body1Strong, textWrap: 'pretty' },
  plain: { ...typographyStyles.body1, textWrap: 'pretty' },
  note: {
    ...typographyStyles.caption1,
    marginTop: '2px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  taker: { display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', columnGap: '8px' },
  swatch: { paddingTop: '4px' },
  book: { whiteSpace: 'nowrap', [IN_ONE]: { minHeight: '40px' } },
  empty: { [STACKED]: { display: 'none' } },
});

/** One move. The one that a link points at is scrolled to, focused and outlined. */
export function MoveTableRow(props: {
  move: MoveRow;
  reader: Reader;
  isPointedAt: boolean;
  onFailed: (error: unknown) => void;
}) {
  const styles = useStyles();
  const { move, reader, isPointedAt } = props;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isPointedAt) row.current?.focus();
  }, [isPointedAt]);
  return (
    <tr ref={row} role="row" tabIndex={-1} className={styles.row}>
      <th role="rowheader" scope="row" className={mergeClasses(styles.cell, styles.whole)}>
        <Activity move={move} reader={reader} />
      </th>
      <Cell column="took">
        <Took move={move} reader={reader} />
      </Cell>
      <Cell column="answer">
        <TwoLines lines={answerWords(move.prompt, reader)} isStrong={isAnswered(move.prompt)} />
      </Cell>
      <Cell column="shows" isEmpty={move.prompt.state !== 'answered'}>
        <CalendarShows prompt={move.prompt} />
      </Cell>
      <Cell column="actions" isEmpty={move.bookAgain === null && move.prompt.state !== 'answered'} isWhole>
        <div className={styles.actions}>
          {move.bookAgain === null ? null : <BookAgain link={move.bookAgain} title={move.title} />}
          {move.prompt.state === 'answered' ? (
            <Contest move={move} contested={move.prompt.answer.contested} onFailed={props.onFailed} />
          ) : null}
        </div>
      </Cell>
    </tr>
  );
}

/** Also by the answer about another that was moved in the same go. */
function isAnswered(prompt: MoveRow['prompt']): boolean {
  return (
    prompt.state === 'answered' || (prompt.state === 'together' && prompt.with.prompt.state === 'answered')
  );
}

function Cell(props: {
  column: 'took' | 'answer' | 'shows' | 'actions';
  isEmpty?: boolean;
  /** Takes a line of its own and needs no name there. */
  isWhole?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <td
      role="cell"
      className={mergeClasses(
        styles.cell,
        props.isWhole === true && styles.whole,
        props.isEmpty === true && styles.empty,
      )}
    >
      {props.isWhole === true ? null : (
        // The column's header says it to readers already.
        <span aria-hidden className={styles.label}>
          {t(`moved.${props.column}`)}
        </span>
      )}
      {props.children}
    </td>
  );
}

function Activity({ move, reader }: { move: MoveRow; reader: Reader }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const chain = chainWords(move, reader);
  return (
    <>
      <p className={styles.main}>{move.title === '' ? t('moved.noTitle') : move.title}</p>
      <p className={styles.plain}>{timeWords(move, reader)}</p>
      <p className={styles.note}>{kindWords(move, reader)}</p>
      {chain === null ? null : <p className={styles.note}>{chain}</p>}
    </>
  );
}

function Took({ move, reader }: { move: MoveRow; reader: Reader }) {
  const styles = useStyles();
  const { taker, ...lines } = takerWords(move, reader);
  if (taker === null) return <TwoLines lines={lines} isStrong={false} />;
  return (
    <div className={styles.taker}>
      <div className={styles.swatch}>
        <ClassSwatch name={taker.class} />
      </div>
      <TwoLines lines={lines} isStrong />
    </div>
  );
}

/** The colour's meaning in words as well; what is not counted has no colour. */
function ClassSwatch({ name }: { name: SplitClass | 'ignored' }) {
  const { t } = useTranslation();
  if (name === 'ignored') return null;
  return (
    <span role="img" aria-label={t(`classes.${name}`)}>
      <Swatch name={name} />
    </span>
  );
}

function TwoLines({ lines, isStrong }: { lines: Lines; isStrong: boolean }) {
  const styles = useStyles();
  return (
    <div>
      <p className={isStrong ? styles.main : styles.plain}>{lines.main}</p>
      {lines.notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}

function BookAgain({ link, title }: { link: string; title: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { host } = useServices();
  return (
    <Button
      className={styles.book}
      aria-label={t('moved.bookAgainOf', { title })}
      onClick={() => void host.openLink(link)}
    >
      {t('moved.bookAgain')}
    </Button>
  );
}
