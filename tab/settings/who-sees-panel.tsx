import { makeStyles, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/contract/settings.ts';
import { Panel } from '../panels/panel.tsx';
import { whoSeesWhat } from './settings-words.ts';

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', margin: 0, paddingLeft: '20px' },
  item: { ...typographyStyles.body1, textWrap: 'pretty' },
});

/** Who sees what of the reader, in whole sentences: nothing to open. */
export function WhoSeesPanel({ settings }: { settings: Settings }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Panel heading={t('whoSees.heading')}>
      <ul className={styles.list}>
        {whoSeesWhat(settings, t).map((sentence) => (
          <li key={sentence} className={styles.item}>
            {sentence}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
