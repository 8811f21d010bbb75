import {
  Badge,
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { MoveRow } from '../../shared/contract/moves.ts';
import { text } from '../../shared/locales/text.ts';
import { useServices } from '../services.ts';
import { factWords, ringsWords, tenthOf } from './fact-words.ts';
import { OwnWeeksStrip } from './own-weeks-strip.tsx';

type ShownFacts = Extract<MoveRow['prompt'], { state: 'answered' }>['answer']['facts'];

const useStyles = makeStyles({
  verdict: {
    height: 'auto',
    minHeight: '24px',
    padding: '1px 8px',
    borderRadius: '4px',
    color: tokens.colorNeutralForeground1,
    '::after': { borderRadius: '4px', ...shorthands.borderColor(tokens.colorNeutralStroke1) },
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  unsure: {
    fontWeight: tokens.fontWeightRegular,
    '::after': {
      ...shorthands.borderStyle('dashed'),
      ...shorthands.borderColor(tokens.colorNeutralStrokeAccessible),
    },
  },
  fact: {
    ...typographyStyles.caption1,
    marginTop: '4px',
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
  },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** What the calendar says of an answer: a framed word, dashed where it can say nothing, and the facts. */
export function CalendarShows({ prompt }: { prompt: MoveRow['prompt'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  if (prompt.state !== 'answered')
    return (
      <p>
        <span aria-hidden>–</span>
        <span className={styles.spoken}>{t('moved.none')}</span>
      </p>
    );
  const { verdict, facts, ownWeekHours } = prompt.answer;
  // A choice of one's own is not held against the calendar: no verdict, as on the card.
  const isCompared = facts.some(({ key }) => key !== 'own-choice');
  return (
    <>
      {isCompared ? (
        <Badge
          appearance="outline"
          color="informative"
          className={mergeClasses(styles.verdict, verdict === 'cant-tell' && styles.unsure)}
        >
          {text(language, `answered.${verdict}`)}
        </Badge>
      ) : null}
      {facts.map((fact) => (
        <ShownFact key={fact.key} fact={fact} ownWeekHours={ownWeekHours} />
      ))}
    </>
  );
}

/** A load is shown among the weeks that it was compared with, where they are known. */
function ShownFact({ fact, ownWeekHours }: { fact: ShownFacts[number]; ownWeekHours: readonly number[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  if (fact.key === 'internal-load' && ownWeekHours.length > 0)
    return (
      <>
        <p className={styles.fact}>{ringsWords(fact, ownWeekHours.length, language, t)}</p>
        <OwnWeeksStrip
          hours={tenthOf(fact, 'hours')}
          middle={tenthOf(fact, 'medianHours')}
          own={ownWeekHours}
        />
      </>
    );
  const words = factWords(fact, language);
  return words === null ? null : <p className={styles.fact}>{words}</p>;
}
