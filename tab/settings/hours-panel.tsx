import { Button, Checkbox, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings, SettingsChange, WorkingSpan } from '../../shared/contract/settings.ts';
import { capitalised } from '../moved/number-word.ts';
import { Panel } from '../panels/panel.tsx';
import { ClockField } from './clock-field.tsx';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
type Day = (typeof DAYS)[number];
const USUAL = { from: '08:00', to: '17:00' };
const ONE_COLUMN = '@media (max-width: 639px)';

interface Row {
  readonly day: Day;
  readonly isOn: boolean;
  readonly from: string;
  readonly to: string;
}

const useStyles = makeStyles({
  rows: { display: 'grid', gap: '4px', [ONE_COLUMN]: { gap: '12px' } },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(112px, 1fr) auto auto auto',
    alignItems: 'center',
    gap: '8px',
    [ONE_COLUMN]: { gridTemplateColumns: 'auto auto 1fr', rowGap: 0 },
  },
  // The box stands under the text above it, not its ring.
  day: { marginLeft: '-8px', [ONE_COLUMN]: { gridColumn: '1 / -1' } },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', paddingTop: '16px' },
  wrong: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground2, paddingTop: '8px' },
});

/** When the reader works: the mailbox's hours, or their own word before them. */
export function HoursPanel(props: { settings: Settings; onChange: (change: SettingsChange) => void }) {
  const { workingHours } = props.settings;
  return <HoursForm key={JSON.stringify(workingHours)} hours={workingHours} onChange={props.onChange} />;
}

function HoursForm(props: { hours: Settings['workingHours']; onChange: (change: SettingsChange) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [rows, setRows] = useState(() => rowsOf(props.hours.spans));
  const spans = rows.flatMap(({ day, isOn, from, to }) => (isOn ? [{ day, from, to }] : []));
  const isWrong = spans.length === 0 || spans.some(({ from, to }) => from === '' || from >= to);
  const isSame = JSON.stringify(spans) === JSON.stringify(props.hours.spans);
  const change = (at: number, changed: Partial<Row>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...changed } : row)));
  return (
    <Panel
      heading={t('settings.hours.heading')}
      caption={t(props.hours.isOwn ? 'settings.hours.own' : 'settings.hours.mailbox')}
    >
      <div className={styles.rows}>
        {rows.map((row, index) => (
          <HoursRow key={index} row={row} onChange={(changed) => change(index, changed)} />
        ))}
      </div>
      {isWrong ? (
        <p role="status" className={styles.wrong}>
          {t('settings.hours.wrong')}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button disabled={isWrong || isSame} onClick={() => props.onChange({ workingHours: spans })}>
          {t('settings.save')}
        </Button>
        {props.hours.isOwn ? (
          <Button appearance="subtle" onClick={() => props.onChange({ workingHours: null })}>
            {t('settings.hours.useMailbox')}
          </Button>
        ) : null}
      </div>
    </Panel>
  );
}

function HoursRow({ row, onChange }: { row: Row; onChange: (changed: Partial<Row>) => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const day = capitalised(t(`week.weekday.${row.day}`));
  return (
    <div role="group" aria-label={day} className={styles.row}>
      <Checkbox
        className={styles.day}
        label={day}
        checked={row.isOn}
        onChange={(_, { checked }) => onChange({ isOn: checked === true })}
      />
      <ClockField
        label={`${day}, ${t('settings.from')}`}
        value={row.from}
        disabled={!row.isOn}
        onChange={(from) => onChange({ from })}
      />
      <span aria-hidden>–</span>
      <ClockField
        label={`${day}, ${t('settings.to')}`}
        value={row.to}
        disabled={!row.isOn}
        onChange={(to) => onChange({ to })}
      />
    </div>
  );
}

/** A row for each stretch of work, and one for each day without. */
function rowsOf(spans: readonly WorkingSpan[]): readonly Row[] {
  return DAYS.flatMap((day): readonly Row[] => {
    const own = spans.filter((span) => span.day === day);
    if (own.length === 0) return [{ day, isOn: false, ...USUAL }];
    return own.map(({ from, to }) => ({ day, isOn: true, from, to }));
  });
}
