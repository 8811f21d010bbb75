import {
  Button,
  makeStyles,
  mergeClasses,
  shorthands,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting, PaneAnswer } from '../../shared/contract/outlook.ts';
import { text } from '../../shared/locales/text.ts';
import { momentsIn } from '../moved/moments.ts';
import { capitalised } from '../moved/number-word.ts';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { titleWords } from '../week/week-words.ts';
import type { PaneEvent } from './pane.tsx';

type Question = NonNullable<Meeting['question']>;

const useStyles = makeStyles({
  caption: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  heading: { ...typographyStyles.subtitle1, margin: '6px 0 2px' },
  line: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  reasons: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: '8px',
    marginTop: '16px',
  },
  button: {
    minWidth: 0,
    minHeight: '40px',
    padding: '5px 4px',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  chosen: {
    ...shorthands.borderColor(tokens.colorCompoundBrandStroke),
    boxShadow: `inset 0 0 0 1px ${tokens.colorCompoundBrandStroke}`,
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
    marginTop: '12px',
  },
  foot: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    marginTop: '20px',
    paddingTop: '12px',
  },
});

/** The reasons, one tap each, while the meeting is being moved. The answer waits with the server for the move. */
export function QuestionView(props: {
  meeting: Meeting;
  event: PaneEvent;
  question: Question;
  newTime: PaneAnswer['newTime'];
  onNotSelling: () => void;
  onGiven: () => Promise<void>;
}) {
  const { meeting, event, question, newTime } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { language, api } = useServices();
  const { toaster, tell, tellProblem } = useToasts();
  const [given, setGiven] = useState(question.given);
  const { moment } = momentsIn(meeting.timeZone, language, t);
  const say = async (code: PaneAnswer['code']) => {
    const before = given;
    setGiven(code);
    try {
      await api.send('POST', '/api/outlook/answer', { event: event.id, newTime, code }, isGiven);
      tell(t('outlook.given', { reason: text(language, `reason.${code}`) }));
    } catch (error) {
      setGiven(before);
      tellProblem(t('week.toast.failed'), error);
      await props.onGiven();
    }
  };
  const pause = async () => {
    try {
      await api.send('PATCH', '/api/settings', { pause: 'week' }, isAnything);
      tell(t('outlook.paused'));
      await props.onGiven();
    } catch (error) {
      tellProblem(t('week.toast.failed'), error);
    }
  };
  return (
    <>
      <p className={styles.caption}>{titleWords(event, t)}</p>
      <h1 className={styles.heading}>{t('outlook.moved')}</h1>
      <p className={styles.line}>
        {capitalised(moment(Date.parse(question.oldStart)))} → {moment(Date.parse(question.newStart))}
      </p>
      <p className={styles.caption}>{t('outlook.later', { count: question.workingDays })}</p>
      <div role="group" aria-label={t('outlook.moved')} className={styles.reasons}>
        {question.reasons.map((code) => (
          <Button
            key={code}
            aria-pressed={given === code}
            className={mergeClasses(styles.button, given === code && styles.chosen)}
            onClick={() => void say(code)}
          >
            {text(language, `reason.${code}`)}
          </Button>
        ))}
      </div>
      <div className={styles.reasons}>
        <Button className={styles.button} onClick={props.onNotSelling}>
          {text(language, 'button.notSelling')}
        </Button>
        <Button className={styles.button} onClick={() => void pause()}>
          {text(language, 'button.pause')}
        </Button>
      </div>
      <p className={styles.note}>{t('outlook.voluntary')}</p>
      <p className={styles.foot}>
        {question.minimum === null
          ? text(language, 'prompt.whoTooSmall')
          : text(language, 'prompt.whoCounts', { minimum: String(question.minimum) })}
      </p>
      {toaster}
    </>
  );
}

function isGiven(body: unknown): body is { given: string } {
  return typeof body === 'object' && body !== null && 'given' in body;
}

function isAnything(body: unknown): body is object {
  return typeof body === 'object' && body !== null;
}
