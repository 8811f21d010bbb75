import { Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { readClock, writeClock } from '../../shared/calendar/typed-time.ts';
import { useServices } from '../services.ts';

const useStyles = makeStyles({ field: { width: '88px', minWidth: 0, '> input': { minWidth: 0 } } });

/** A time of day in the page's language: a browser's own field would follow the browser's. Holds `08:30`; empty = none. */
export function ClockField(props: {
  label: string;
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  const styles = useStyles();
  const { language } = useServices();
  const [typed, setTyped] = useState(() => writeClock(props.value, language));
  const clock = readClock(typed);
  return (
    <Input
      className={styles.field}
      inputMode="numeric"
      maxLength={5}
      aria-label={props.label}
      aria-invalid={clock === null}
      value={typed}
      disabled={props.disabled === true}
      onChange={(_, { value }) => {
        setTyped(value);
        props.onChange(readClock(value) ?? '');
      }}
      onBlur={() => {
        if (clock !== null) setTyped(writeClock(clock, language));
      }}
    />
  );
}
