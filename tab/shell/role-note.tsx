import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/contract/me.ts';

const useStyles = makeStyles({
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textAlign: 'right',
    '@media (max-width: 639px)': { display: 'none' },
  },
});

/** As what the reader governs here. */
export function RoleNote({ me: { governs } }: { me: Me }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return governs === null ? null : <span className={styles.note}>{t(`admin.role.${governs}`)}</span>;
}
