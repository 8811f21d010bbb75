import { Button, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SaidClass } from '../../shared/contract/classes.ts';

const SAID_CLASSES: readonly SaidClass[] = ['selling', 'supporting', 'internal', 'ignored'];

const TWO_BY_TWO = { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '8px' };

const useStyles = makeStyles({
  group: {
    display: 'flex',
    gap: '6px',
    '@media (max-width: 639px)': TWO_BY_TWO,
    '@container (max-width: 420px)': TWO_BY_TWO,
  },
  button: {
    minWidth: 'auto',
    padding: '5px 12px',
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'nowrap',
    '@media (max-width: 639px)': { minHeight: '40px', padding: '5px 8px' },
  },
  chosen: {
    ...shorthands.borderColor(tokens.colorCompoundBrandStroke),
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    ':hover': shorthands.borderColor(tokens.colorCompoundBrandStrokeHover),
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
});

/** What an event can be said to be: four equal buttons. One press is enough. */
export function ClassButtons(props: {
  title: string;
  chosen: SaidClass | null;
  /** The class that the reader is asked about: it comes first, as a yes. */
  asked?: SaidClass;
  onSay: (timeClass: SaidClass) => void;
}) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { asked } = props;
  const names = SAID_CLASSES.filter((name) => name !== asked);
  return (
    <div role="group" aria-label={props.title} className={styles.group}>
      {(asked === undefined ? names : [asked, ...names]).map((name) => {
        const isChosen = props.chosen === name;
        return (
          <Button
            key={name}
            aria-pressed={isChosen}
            className={mergeClasses(styles.button, isChosen && styles.chosen)}
            onClick={() => props.onSay(name)}
          >
            {name === asked ? t(`week.samples.yes.${name}`) : t(`week.say.${name}`)}
          </Button>
        );
      })}
    </div>
  );
}
