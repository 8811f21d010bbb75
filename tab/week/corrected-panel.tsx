import { Link, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { WeekCorrection } from '../../shared/contract/week.ts';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { correctionWords } from './week-words.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', display: 'grid', gap: '6px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '16px',
    alignItems: 'center',
  },
  what: { ...typographyStyles.body1, overflowWrap: 'anywhere' },
  how: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    marginLeft: '8px',
    '@media (max-width: 639px)': { display: 'block', marginLeft: 0 },
  },
  undo: { display: 'inline-flex', alignItems: 'center', gap: '4px', padding: '4px 0' },
});

/** What the reader corrected in this week; each can be taken back. */
export function CorrectedPanel(props: {
  corrections: readonly WeekCorrection[];
  onUndo: (correctionId: string) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { mode } = useServices();
  return (
    <Panel heading={t('week.corrected.heading')}>
      <ul className={styles.list}>
        {props.corrections.map((correction) => {
          const { what, how } = correctionWords(correction, t);
          return (
            <li key={correction.id} className={styles.row}>
              <p>
                <span className={styles.what}>{what}</span>
                <span className={styles.how}>{how}</span>
              </p>
              <Link
                as="button"
                inline={mode === 'contrast'}
                className={styles.undo}
                aria-label={t('week.corrected.undoOf', { what })}
                onClick={() => props.onUndo(correction.id)}
              >
                <ArrowUndoRegular />
                {t('week.corrected.undo')}
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
