import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular, CircleRegular } from '@fluentui/react-icons';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Topic } from '../../shared/contract/admin.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 240px) minmax(0, 1fr)',
    gap: '4px 16px',
    padding: '16px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 639px)': { gridTemplateColumns: '24px minmax(0, 1fr)' },
  },
  mark: { fontSize: '20px', paddingTop: '1px', color: tokens.colorNeutralForeground2 },
  name: { ...typographyStyles.body1Strong },
  hint: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '8px 12px',
    minWidth: 0,
    alignItems: 'flex-start',
    '@media (max-width: 639px)': { gridColumn: '2' },
  },
});

/** One of the six: whether it stands, what it is, and its fields. */
export function DecisionRow(props: { topic: Topic; isDone: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles.row}>
      <span
        className={styles.mark}
        role="img"
        aria-label={t(props.isDone ? 'admin.gate.done' : 'admin.gate.open')}
      >
        {props.isDone ? <CheckmarkCircleRegular /> : <CircleRegular />}
      </span>
      <div>
        <h3 id={id} className={styles.name}>
          {t(`admin.topics.${props.topic}`)}
        </h3>
        <p className={styles.hint}>{t(`admin.hints.${props.topic}`)}</p>
      </div>
      <div className={styles.fields}>{props.children}</div>
    </div>
  );
}
