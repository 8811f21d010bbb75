import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SampledEvent, Week } from '../../shared/contract/week.ts';
import { capitalised, numberWord } from '../moved/number-word.ts';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { becauseWords } from './because-words.ts';
import { CorrectRow } from './correct-row.tsx';
import type { Corrections } from './use-corrections.ts';
import type { Samples } from './use-samples.ts';
import { titleWords, whenWords, type Reader } from './week-words.ts';

const NARROW = '@container (max-width: 620px)';
/** Reasons that are told: as many as for an unsure event. */
const REASONS = 2;

const useStyles = makeStyles({
  container: { containerType: 'inline-size' },
  list: { listStyleType: 'none' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: '12px',
    rowGap: '10px',
    alignItems: 'center',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none', paddingTop: 0 },
    ':last-child': { paddingBottom: 0 },
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  title: { ...typographyStyles.body1Strong, marginRight: '4px', overflowWrap: 'anywhere' },
  when: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
  },
  why: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'pretty' },
  reach: { gridColumn: '1 / -1', ':empty': { display: 'none' } },
});

interface SampleProps {
  readonly week: Week;
  readonly samples: Samples;
  readonly corrections: Corrections;
  readonly reader: Reader;
}

/** *Is this right?*: at most two events of the week before, drawn at random. One press answers, and none is needed. */
export function SamplePanel(props: SampleProps) {
  const { samples, reader } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const count = samples.events.length;
  if (count === 0) return null;
  return (
    <Panel
      heading={t('week.samples.heading')}
      caption={t('week.samples.caption', { count, number: capitalised(numberWord(count, reader.language)) })}
      actions={
        <PanelActions counted={[t('week.samples.why1'), t('week.samples.why2'), t('week.samples.why3')]} />
      }
    >
      <div className={styles.container}>
        <ul className={styles.list}>
          {samples.events.map((sampled) => (
            <SampleRow key={sampled.event.id} sampled={sampled} {...props} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

function SampleRow({ sampled, week, samples, corrections, reader }: SampleProps & { sampled: SampledEvent }) {
  const { event, asked, said } = sampled;
  const styles = useStyles();
  const { t } = useTranslation();
  const title = titleWords(event, t);
  return (
    <CorrectRow
      event={event}
      title={t('week.samples.question', { title, className: t(`week.named.${asked}`) })}
      corrections={corrections}
      reader={reader}
      shownWeek={week.week}
      question={{ asked, said, onConfirm: (seconds) => void samples.confirm(sampled, seconds) }}
    >
      {({ buttons, reach }) => (
        <li className={styles.row}>
          <div>
            <p>
              <span className={styles.title}>{title}</span>{' '}
              <span className={styles.when}>{whenWords(event, reader)}</span>
            </p>
            <p className={styles.why}>
              {t('week.samples.sorted', {
                className: t(`week.named.${asked}`),
                because: becauseWords(event.because, reader.language, REASONS),
              })}
            </p>
          </div>
          {buttons}
          <div className={styles.reach}>{reach}</div>
        </li>
      )}
    </CorrectRow>
  );
}
