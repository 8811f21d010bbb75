import { Button, makeStyles, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import { Panel } from '../panels/panel.tsx';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, textWrap: 'pretty' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px', paddingTop: '16px' },
});

/** No questions for a week, or until the reader resumes. */
export function PausePanel(props: { settings: Settings; onChange: (change: SettingsChange) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const isPaused = props.settings.pause.state !== 'none';
  return (
    <Panel heading={t('settings.pause.heading')}>
      <p className={styles.text}>{t(isPaused ? 'settings.pause.textPaused' : 'settings.pause.text')}</p>
      <div className={styles.buttons}>
        {isPaused ? (
          <Button appearance="primary" onClick={() => props.onChange({ pause: 'none' })}>
            {t('settings.pause.resume')}
          </Button>
        ) : (
          <>
            <Button onClick={() => props.onChange({ pause: 'week' })}>{t('settings.pause.week')}</Button>
            <Button onClick={() => props.onChange({ pause: 'open' })}>{t('settings.pause.open')}</Button>
          </>
        )}
      </div>
    </Panel>
  );
}
