import { Input, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ field: { minWidth: 0, '> input': { minWidth: 0 } } });

/** A time of day, as the reader's own browser writes it. */
export function ClockField(props: {
  label: string;
  value: string;
  disabled?: boolean;
  onChange: (value: string) => void;
}) {
  const styles = useStyles();
  return (
    <Input
      className={styles.field}
      type="time"
      aria-label={props.label}
      value={props.value}
      disabled={props.disabled === true}
      onChange={(_, { value }) => props.onChange(value)}
    />
  );
}
