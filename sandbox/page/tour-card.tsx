import { Button, makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import { CheckmarkCircleRegular, DismissRegular } from '@fluentui/react-icons';
import { useLayoutEffect } from 'react';
import { fill } from '../../shared/locales/fill.ts';
import { momentText } from './moment-text.ts';
import { usePage } from './page-context.ts';
import type { PageEvent } from './sandbox-api.ts';
import { showTarget } from './show-target.ts';
import { REP_STEPS, TOUR_STEPS, TOUR_TARGETS, type TourStep } from './tour-steps.ts';
import type { Tour } from './use-tour.ts';

const useStyles = makeStyles({
  card: {
    position: 'sticky',
    top: '8px',
    zIndex: 20,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    gap: '4px 16px',
    padding: '12px 16px 12px 20px',
    borderRadius: '8px',
    border: `2px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow8,
    '@media (max-width: 639px)': { padding: '8px 12px' },
  },
  step: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  heading: { ...typographyStyles.subtitle2, margin: 0 },
  text: { ...typographyStyles.body1, margin: '4px 0 0', maxWidth: '880px', textWrap: 'pretty' },
  done: { display: 'flex', alignItems: 'start', gap: '8px' },
  icon: { flexShrink: 0, fontSize: '20px', color: tokens.colorBrandForeground1 },
  close: { alignSelf: 'start' },
  buttons: { gridColumn: '1 / -1', display: 'flex', flexWrap: 'wrap', gap: '8px', marginTop: '4px' },
});

/** One step of the tour: what to do, where, and what came of it. The visitor goes on when it suits them. */
export function TourCard(props: {
  tour: Tour;
  step: TourStep;
  isDone: boolean;
  /** The meeting that the step is about; null where it is about none, or there is none; undefined = not known yet. */
  event: PageEvent | null | undefined;
  onShowEvent: (event: PageEvent) => void;
}) {
  const styles = useStyles();
  const { person, strings } = usePage();
  const { tour, step, isDone, event, onShowEvent } = props;
  const isForRep = REP_STEPS.includes(step) && person.role !== 'rep';
  const target = isForRep ? 'person' : TOUR_TARGETS[step][isDone ? 'done' : 'todo'];
  useLayoutEffect(() => {
    document.documentElement.dataset['tour'] = target;
    return () => {
      delete document.documentElement.dataset['tour'];
    };
  }, [target]);
  const show = () => {
    if (target === 'event' && event) onShowEvent(event);
    showTarget(target);
  };
  const isLast = step === TOUR_STEPS.at(-1);
  return (
    <section className={styles.card} aria-label={strings.tour.name}>
      <div role="status">
        <span className={styles.step}>
          {fill(strings.tour.step, {
            n: String(TOUR_STEPS.indexOf(step) + 1),
            count: String(TOUR_STEPS.length),
          })}
        </span>
        <h2 className={styles.heading}>{strings.tourHeading[step]}</h2>
        {isForRep ? <BecomeRep /> : <StepText step={step} isDone={isDone} event={event} />}
      </div>
      <Button
        className={styles.close}
        appearance="subtle"
        icon={<DismissRegular />}
        aria-label={strings.tour.close}
        onClick={tour.close}
      />
      <div className={styles.buttons}>
        <Button size="small" disabledFocusable={target === 'event' && !event} onClick={show}>
          {strings.tour.show}
        </Button>
        <Button size="small" appearance={isDone ? 'primary' : 'subtle'} onClick={tour.next}>
          {isDone ? (isLast ? strings.tour.finish : strings.tour.next) : strings.tour.skip}
        </Button>
      </div>
    </section>
  );
}

function BecomeRep() {
  const styles = useStyles();
  const { people, strings } = usePage();
  const rep = people.people.find(({ role }) => role === 'rep');
  return <p className={styles.text}>{fill(strings.tourBecome, { name: rep?.name ?? '' })}</p>;
}

function StepText(props: { step: TourStep; isDone: boolean; event: PageEvent | null | undefined }) {
  const styles = useStyles();
  const { step, isDone, event } = props;
  const { person, people, strings, language } = usePage();
  const manager = people.people.find(({ role, team }) => role === 'manager' && team === person.team);
  const values = { name: person.name, manager: manager?.name ?? '' };
  if (isDone)
    return (
      <p className={mergeClasses(styles.text, styles.done)}>
        <CheckmarkCircleRegular className={styles.icon} aria-hidden="true" />
        <span>
          <strong>{strings.tour.done}</strong> {fill(strings.tourDone[step], values)}
        </span>
      </p>
    );
  if (TOUR_TARGETS[step].todo === 'event' && !event)
    return <p className={styles.text}>{event === null ? strings.tourLost : ''}</p>;
  const when = event ? momentText(Date.parse(event.start), language, person.timeZone) : '';
  const text = fill(strings.tourTodo[step], { ...values, title: event?.subject ?? '', when });
  return <p className={styles.text}>{text}</p>;
}
