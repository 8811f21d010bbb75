import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { LockClosedRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  note: {
    ...typographyStyles.caption1,
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    '@media (max-width: 639px)': { gap: '4px' },
    flexShrink: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    '> svg': { fontSize: '16px' },
  },
  wide: { '@media (max-width: 639px)': { display: 'none' } },
  narrow: { '@media (min-width: 640px)': { display: 'none' } },
});

/** Stands on a rep's own pages: nobody else gets them (R1). */
export function OnlyYou() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <span className={styles.note}>
      <LockClosedRegular aria-hidden />
      <span className={styles.wide}>{t('shell.onlyYou')}</span>
      <span className={styles.narrow}>{t('shell.onlyYouShort')}</span>
    </span>
  );
}
