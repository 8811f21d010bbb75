import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../shared/contract/outlook.ts';
import { isoWeekOf } from '../../shared/calendar/week.ts';
import { Swatch } from '../charts/legend.tsx';
import { momentsIn } from '../moved/moments.ts';
import type { Language } from '../words/create-i18n.ts';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { becauseWords } from '../week/because-words.ts';
import { CorrectRow } from '../week/correct-row.tsx';
import { useCorrections } from '../week/use-corrections.ts';
import { titleWords, whenWords } from '../week/week-words.ts';
import type { PaneEvent } from './pane.tsx';

/** Reasons that are shown, strongest first. */
const MOST_REASONS = 4;
/** Of the strongest one. */
const MUCH = 0.5;

const useStyles = makeStyles({
  caption: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  heading: {
    ...typographyStyles.subtitle1,
    display: 'flex',
    alignItems: 'center',
    gap: '8px',
    margin: '6px 0 2px',
  },
  line: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  section: { ...typographyStyles.subtitle2, margin: '20px 0 8px' },
  list: { listStyleType: 'none', display: 'grid', gap: '10px' },
  reason: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', ...typographyStyles.body1 },
  note: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    textWrap: 'pretty',
    marginTop: '8px',
  },
  foot: {
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground3,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    marginTop: '20px',
    paddingTop: '12px',
  },
});

/** How the meeting is sorted and why; what is not settled by its state can be corrected by one press. */
export function ClassView(props: { meeting: Meeting; event: PaneEvent; onChanged: () => Promise<void> }) {
  const { meeting, event, onChanged } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const { toaster, tell, tellProblem } = useToasts();
  const corrections = useCorrections(null, {
    onChanged: (id, count) => {
      const words = count === 1 ? t('week.toast.changed') : t('week.toast.changedMany', { count });
      tell(words, { label: t('week.corrected.undo'), run: () => void corrections.undo(id) });
      void onChanged();
    },
    onUndone: () => {
      tell(t('week.toast.undone'));
      void onChanged();
    },
    onFailed: (error) => tellProblem(t('week.toast.failed'), error),
  });
  const reader = { language, t, moments: momentsIn(meeting.timeZone, language, t) };
  const row = { ...event, hours: 0 };
  const title = titleWords(row, t);
  return (
    <>
      <p className={styles.caption}>
        {title}, {withinSentence(whenWords(row, reader), language)}
      </p>
      <h1 className={styles.heading}>
        {event.class === 'ignored' ? null : <Swatch name={event.class} />}
        {event.class === 'unsure' ? t('classes.unsure') : t(`week.say.${event.class}`)}
      </h1>
      <p className={styles.line}>
        {event.correction !== null
          ? t('week.said.event')
          : t(meeting.isSure ? 'outlook.sure' : 'outlook.lessSure')}
      </p>
      <Because event={event} />
      {event.standing !== 'open' ? null : (
        <>
          <h2 className={styles.section}>{t('outlook.correct')}</h2>
          <CorrectRow
            event={row}
            title={title}
            corrections={corrections}
            reader={reader}
            shownWeek={isoWeekOf(Date.parse(event.start), meeting.timeZone)}
          >
            {({ buttons, reach }) => (
              <>
                {buttons}
                {reach}
              </>
            )}
          </CorrectRow>
          <p className={styles.note}>{t('outlook.correctNote')}</p>
        </>
      )}
      <p className={styles.foot}>{t('outlook.nothingWritten')}</p>
      {toaster}
    </>
  );
}

function Because({ event }: { event: PaneEvent }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const most = Math.max(...event.because.map(({ weight }) => Math.abs(weight)));
  const reasons = event.because
    .map((row) => ({ row, words: becauseWords([row], language, 1) }))
    .filter(({ words }) => words !== '')
    .slice(0, MOST_REASONS);
  if (reasons.length === 0 || event.correction !== null) return null;
  return (
    <>
      <h2 className={styles.section}>{t('outlook.because')}</h2>
      <ul className={styles.list}>
        {reasons.map(({ row, words }) => (
          <li key={`${row.signal} ${row.value}`} className={styles.reason}>
            <span aria-hidden="true">{isFor(row, event) ? '+' : '−'}</span>
            <div>
              <p>{words}</p>
              <p className={styles.caption}>
                {t(isFor(row, event) ? 'outlook.for' : 'outlook.against')}{' '}
                {t(Math.abs(row.weight) >= MUCH * most ? 'outlook.weighsMuch' : 'outlook.weighsLittle')}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function isFor({ speaksFor, weight }: PaneEvent['because'][number], event: PaneEvent): boolean {
  return (speaksFor === event.class) === weight > 0;
}

/** Swedish weekdays and months have no capital within a sentence; English ones keep theirs. */
function withinSentence(when: string, language: Language): string {
  return language === 'sv' ? when.toLowerCase() : when;
}
