import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import { Panel } from '../panels/panel.tsx';
import { ClockField } from './clock-field.tsx';

/** Before the reader has said any: the lunch hour. */
const SUGGESTED = { from: '12:00', to: '13:00' };

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center', gap: '8px' },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', paddingTop: '16px' },
  wrong: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, paddingTop: '8px' },
});

/** Hours of every day in which no question comes. */
export function QuietPanel(props: { settings: Settings; onChange: (change: SettingsChange) => void }) {
  const { quietHours } = props.settings;
  return <QuietForm key={JSON.stringify(quietHours)} quiet={quietHours} onChange={props.onChange} />;
}

function QuietForm(props: { quiet: Settings['quietHours']; onChange: (change: SettingsChange) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [hours, setHours] = useState(props.quiet ?? SUGGESTED);
  const isWrong = hours.from === '' || hours.to === '' || hours.from === hours.to;
  const isSame = hours.from === props.quiet?.from && hours.to === props.quiet.to;
  return (
    <Panel
      heading={t('settings.quiet.heading')}
      caption={t(props.quiet === null ? 'settings.quiet.none' : 'settings.quiet.some')}
    >
      <div role="group" aria-label={t('settings.quiet.heading')} className={styles.row}>
        <ClockField
          label={t('settings.from')}
          value={hours.from}
          onChange={(from) => setHours({ ...hours, from })}
        />
        <span aria-hidden>–</span>
        <ClockField label={t('settings.to')} value={hours.to} onChange={(to) => setHours({ ...hours, to })} />
      </div>
      {isWrong ? (
        <p role="status" className={styles.wrong}>
          {t('settings.quiet.wrong')}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button disabled={isWrong || isSame} onClick={() => props.onChange({ quietHours: hours })}>
          {t('settings.save')}
        </Button>
        {props.quiet === null ? null : (
          <Button appearance="subtle" onClick={() => props.onChange({ quietHours: null })}>
            {t('settings.quiet.remove')}
          </Button>
        )}
      </div>
    </Panel>
  );
}
