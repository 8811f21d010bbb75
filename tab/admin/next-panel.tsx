import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { Panel } from '../panels/panel.tsx';

const STEPS = ['today', 'waiting', 'reading', 'asking'] as const;

const useStyles = makeStyles({
  steps: { listStyleType: 'none', margin: 0, padding: 0 },
  step: {
    position: 'relative',
    padding: '0 0 16px 24px',
    ':last-child': { paddingBottom: 0 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '2px',
      top: '5px',
      width: '8px',
      height: '8px',
      borderRadius: '50%',
      border: `2px solid ${tokens.colorNeutralForeground1}`,
      backgroundColor: tokens.colorNeutralBackground1,
      zIndex: 1,
    },
    '::after': {
      content: '""',
      position: 'absolute',
      left: '7px',
      top: '17px',
      bottom: '-5px',
      width: '2px',
      backgroundColor: tokens.colorNeutralStroke2,
    },
    ':last-child::after': { display: 'none' },
  },
  name: { ...typographyStyles.body1Strong },
  text: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
});

/** What happens once the notice is sent, and when. */
export function NextPanel({ waitingDays }: { waitingDays: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Panel heading={t('admin.next.heading')}>
      <ol className={styles.steps}>
        {STEPS.map((step) => (
          <li key={step} className={styles.step}>
            <p className={styles.name}>{t(`admin.next.${step}.name`, { count: waitingDays })}</p>
            <p className={styles.text}>{t(`admin.next.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
