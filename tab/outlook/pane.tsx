import { makeStyles, Spinner, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../shared/contract/outlook.ts';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { ClassView } from './class-view.tsx';
import { QuestionView } from './question-view.tsx';
import { useMeeting } from './use-meeting.ts';

const useStyles = makeStyles({
  text: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
  heading: { ...typographyStyles.subtitle1, marginBottom: '8px' },
});

/** Beside one meeting: how it is sorted and why, or, while it is being moved and may be asked about, the reasons. */
export function Pane() {
  const { t } = useTranslation();
  const [isSorting, setSorting] = useState(false);
  const { data, error, again } = useMeeting();
  if (data === undefined)
    return error === null ? (
      <Spinner label={t('shell.loading')} />
    ) : (
      <ProblemPage error={error} onRetry={again} />
    );
  const { form, meeting } = data;
  const event = meeting?.event ?? null;
  if (meeting === null || event === null) return <NoMeeting />;
  if (meeting.question !== null && form?.newTime && !isSorting)
    return (
      <QuestionView
        meeting={meeting}
        event={event}
        question={meeting.question}
        newTime={form.newTime}
        onNotSelling={() => setSorting(true)}
        onGiven={again}
      />
    );
  return <ClassView meeting={meeting} event={event} onChanged={again} />;
}

export type PaneEvent = NonNullable<Meeting['event']>;

function NoMeeting() {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <h1 className={styles.heading}>{t('outlook.unknown')}</h1>
      <p className={styles.text}>{t('outlook.unknownWhy')}</p>
    </>
  );
}
