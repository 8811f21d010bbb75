import { Button, Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { WarningRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListPreview } from '../../shared/contract/domain-lists.ts';
import { useServices } from '../services.ts';
import { describeRow, problemWords } from './list-words.ts';
import type { Draft } from './use-lists.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gap: '12px',
    padding: '12px',
    borderRadius: '4px',
    border: '1px solid transparent',
    backgroundColor: tokens.colorNeutralBackground3,
    // It is given the focus to be read, and has nothing to press: a thin ring is enough.
    ':focus-visible': { outline: `1px solid ${tokens.colorNeutralStrokeAccessible}` },
    '@media (forced-colors: active)': { ':focus-visible': { outline: '1px solid Highlight' } },
  },
  outlined: { border: `1px solid ${tokens.colorNeutralStroke1}`, backgroundColor: 'transparent' },
  heading: { ...typographyStyles.body1Strong, overflowWrap: 'anywhere' },
  text: { ...typographyStyles.body1, textWrap: 'pretty', overflowWrap: 'anywhere' },
  quiet: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  weighty: {
    ...typographyStyles.body1Strong,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: '8px',
    '> svg': { width: '20px', height: '20px' },
  },
  part: { display: 'grid', gap: '4px', justifyItems: 'start' },
  list: {
    ...typographyStyles.caption1,
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    display: 'grid',
    gap: '4px',
    maxHeight: '200px',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  foot: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** What a chosen file would make of a list, and which of its lines are left out, with what to do about each. */
export function ListPreviewBox(props: {
  draft: Draft;
  isBusy: boolean;
  onTake: () => void;
  onCancel: () => void;
}) {
  const { file, kind, preview } = props.draft;
  const { t } = useTranslation();
  const styles = useStyles();
  const { mode } = useServices();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [preview]);
  const { changes, problems } = preview;
  const isSame = changes !== null && countOf(changes) === 0;
  const name = t(`lists.kinds.${kind}.name`);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label={t('lists.preview.heading', { file: file.name, name })}
      className={`${styles.box} ${mode === 'contrast' ? styles.outlined : ''}`}
    >
      <p className={styles.heading}>{t('lists.preview.heading', { file: file.name, name })}</p>
      {changes === null ? (
        <p className={styles.text}>{t('lists.preview.nothing')}</p>
      ) : (
        <Changes changes={changes} />
      )}
      <Problems problems={problems} isTaken={changes !== null} />
      <div className={styles.foot}>
        {changes === null || isSame ? null : (
          <Button appearance="primary" disabled={props.isBusy} onClick={props.onTake}>
            {t(problems.count > 0 ? 'lists.preview.takeGood' : 'lists.preview.take')}
          </Button>
        )}
        <Button disabled={props.isBusy} onClick={props.onCancel}>
          {t(changes === null || isSame ? 'lists.preview.close' : 'lists.preview.cancel')}
        </Button>
      </div>
    </div>
  );
}

type Shown = NonNullable<ListPreview['changes']>;

function countOf({ added, removed, changed }: Shown): number {
  return added.count + removed.count + changed.count;
}

function Changes({ changes }: { changes: Shown }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { added, removed, changed, unchanged } = changes;
  // What is lost weighs the most: a file replaces the whole list.
  const parts = [
    { key: 'removed', count: removed.count, lines: removed.first.map((row) => describeRow(row, t)) },
    { key: 'added', count: added.count, lines: added.first.map((row) => describeRow(row, t)) },
    {
      key: 'changed',
      count: changed.count,
      lines: changed.first.map(({ row, from }) => describeRow(row, t, from)),
    },
  ] as const;
  return (
    <div className={styles.part}>
      {parts.map(({ key, count, lines }) =>
        count === 0 ? null : (
          <Part
            key={key}
            words={t(`lists.preview.${key}`, { count })}
            count={count}
            lines={lines}
            isWeighty={key === 'removed'}
          />
        ),
      )}
      {unchanged === 0 ? null : (
        <p className={styles.text}>
          {countOf(changes) === 0
            ? t('lists.preview.same')
            : t('lists.preview.unchanged', { count: unchanged })}
        </p>
      )}
    </div>
  );
}

function Part(props: { words: string; count: number; lines: readonly string[]; isWeighty: boolean }) {
  const { words, count, lines, isWeighty } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  const { mode } = useServices();
  const [isShown, setShown] = useState(false);
  const which = (
    <Link
      as="button"
      inline={mode === 'contrast'}
      aria-expanded={isShown}
      aria-label={`${words} ${t('lists.preview.which')}`}
      onClick={() => setShown(!isShown)}
    >
      {t('lists.preview.which')}
    </Link>
  );
  return (
    <div className={styles.part}>
      {isWeighty ? (
        <div className={styles.weighty}>
          <WarningRegular aria-hidden />
          <p>
            {words} {which}
          </p>
        </div>
      ) : (
        <p className={styles.text}>
          {words} {which}
        </p>
      )}
      {isShown ? <Lines words={words} lines={lines} count={count} /> : null}
    </div>
  );
}

function Lines({ words, lines, count }: { words: string; lines: readonly string[]; count: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const others = count - lines.length;
  return (
    <ul className={styles.list} tabIndex={0} aria-label={words}>
      {lines.map((line, index) => (
        <li key={index}>{line}</li>
      ))}
      {others > 0 ? <li>{t('lists.preview.others', { count: others })}</li> : null}
    </ul>
  );
}

function Problems({ problems, isTaken }: { problems: ListPreview['problems']; isTaken: boolean }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (problems.count === 0) return null;
  const words = t('lists.preview.problems', { count: problems.count });
  const lines = problems.first.map((problem) => problemWords(problem, t));
  return (
    <div className={styles.part}>
      {isTaken ? <p className={styles.text}>{words}</p> : null}
      <Lines words={words} lines={lines} count={problems.count} />
    </div>
  );
}
