import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  makeStyles,
  Tooltip,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { CompassNorthwestRegular, PauseRegular, PlayRegular } from '@fluentui/react-icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { clockText, dayText } from './moment-text.ts';
import { Guide } from './guide.tsx';
import { usePage } from './page-context.ts';
import { PersonPicker } from './person-picker.tsx';
import { ProblemNote } from './problem-note.tsx';
import { startOver, stepClock, stepToNextDay, stepToNextGap, type ClockAnswer } from './sandbox-api.ts';
import { useShownTime, type PageClock } from './use-clock.ts';

const HOUR = 3_600_000;

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gap: '12px',
    padding: '16px 20px',
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 639px)': { padding: '12px 16px' },
  },
  guide: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '8px 16px',
  },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: '12px 32px' },
  clock: { display: 'grid', gap: '4px', minWidth: 'min(290px, 100%)' },
  label: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
  time: { ...typographyStyles.subtitle1, lineHeight: '32px' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

/** Who one is, what time it is there, how to move it, and what to try. */
export function ClockBar(props: {
  clock: PageClock;
  onBecome: (key: string) => void;
  /** Begins the tour; null while it is on, which says what to try itself. */
  onTour: (() => void) | null;
}) {
  const styles = useStyles();
  const { strings } = usePage();
  const { clock, onBecome, onTour } = props;
  return (
    <section className={styles.bar} aria-label={strings.clock}>
      {onTour === null ? null : (
        <div className={styles.guide}>
          <Guide onBecome={onBecome} />
          <Button size="small" appearance="subtle" icon={<CompassNorthwestRegular />} onClick={onTour}>
            {strings.tour.start}
          </Button>
        </div>
      )}
      <div className={styles.row}>
        <PersonPicker onChoose={onBecome} />
        <ClockFace clock={clock} />
        <ClockButtons clock={clock} />
      </div>
    </section>
  );
}

function ClockFace({ clock }: { clock: PageClock }) {
  const styles = useStyles();
  const { strings, language, person } = usePage();
  const shown = useShownTime(clock);
  const isRunning = clock.reading?.running === true && !clock.isHeld;
  const time = shown ?? 0;
  return (
    <div className={styles.clock}>
      <span className={styles.label}>
        {strings.clock}. {isRunning ? strings.clockRuns : strings.clockStands}
      </span>
      <time className={styles.time} dateTime={new Date(time).toISOString()} data-testid="clock">
        {dayText(time, language, person.timeZone)} {clockText(time, language, person.timeZone)}
      </time>
    </div>
  );
}

function ClockButtons({ clock }: { clock: PageClock }) {
  const styles = useStyles();
  const { strings, person } = usePage();
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: (go: () => Promise<ClockAnswer>) => go(),
    onSuccess: async (reading) => {
      clock.take(reading);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'clock' });
    },
  });
  const go = (next: () => Promise<ClockAnswer>) => step.mutate(next);
  return (
    <>
      <div className={styles.buttons}>
        <Tooltip content={strings.nextGapHint} relationship="description">
          <Button
            data-tour-target="gap"
            disabledFocusable={step.isPending}
            onClick={() => go(() => stepToNextGap(person.key))}
          >
            {strings.nextGap}
          </Button>
        </Tooltip>
        <Tooltip content={strings.plusHourHint} relationship="description">
          <Button disabledFocusable={step.isPending} onClick={() => go(() => stepClock(HOUR))}>
            {strings.plusHour}
          </Button>
        </Tooltip>
        <Tooltip content={strings.nextDayHint} relationship="description">
          <Button disabledFocusable={step.isPending} onClick={() => go(stepToNextDay)}>
            {strings.nextDay}
          </Button>
        </Tooltip>
        <Button
          icon={clock.isHeld ? <PlayRegular /> : <PauseRegular />}
          onClick={() => clock.hold(!clock.isHeld)}
        >
          {clock.isHeld ? strings.run : strings.stop}
        </Button>
        <StartOver onSure={() => go(startOver)} isPending={step.isPending} />
      </div>
      <ProblemNote error={step.error} />
    </>
  );
}

function StartOver({ onSure, isPending }: { onSure: () => void; isPending: boolean }) {
  const { strings } = usePage();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={(_event, { open }) => setOpen(open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button disabledFocusable={isPending}>{strings.startOver}</Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{strings.startOverTitle}</DialogTitle>
          <DialogContent>{strings.startOverText}</DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{strings.cancel}</Button>
            </DialogTrigger>
            <Button
              appearance="primary"
              onClick={() => {
                setOpen(false);
                onSure();
              }}
            >
              {strings.startOver}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
