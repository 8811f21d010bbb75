import { makeStyles, Switch, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import { Panel } from '../panels/panel.tsx';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, maxWidth: '880px', textWrap: 'pretty', paddingBottom: '8px' },
  switch: { alignSelf: 'start', marginLeft: '-8px' },
});

/** Whether a weekly note is to come. */
export function NotePanel(props: { settings: Settings; onChange: (change: SettingsChange) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Panel heading={t('settings.note.heading')}>
      <p className={styles.text}>{t('settings.note.text')}</p>
      <Switch
        className={styles.switch}
        label={t('settings.note.switch')}
        checked={props.settings.weeklyNote}
        onChange={(_, { checked }) => props.onChange({ weeklyNote: checked })}
      />
    </Panel>
  );
}
