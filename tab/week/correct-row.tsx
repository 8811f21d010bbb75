import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { WeekEvent } from '../../shared/contract/week.ts';
import { ClassButtons } from './class-buttons.tsx';
import type { Corrections } from './use-corrections.ts';
import { useStopwatch } from './use-stopwatch.ts';
import type { Reader } from './week-words.ts';

const Reach = lazy(() => import('./reach.tsx'));

/** The four buttons of one event, and beside them, once one was pressed, how far it could reach. */
export function CorrectRow(props: {
  event: WeekEvent;
  title: string;
  corrections: Corrections;
  reader: Reader;
  shownWeek: string;
  /** Set where the reader is asked whether this is right. */
  question?: {
    readonly asked: SaidClass;
    readonly said: SaidClass | null;
    readonly onConfirm: (seconds: number) => void;
  };
  children: (parts: { readonly buttons: ReactNode; readonly reach: ReactNode }) => ReactNode;
}) {
  const { event, corrections, question } = props;
  const stopwatch = useStopwatch();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const said = corrections.said.get(event.id);
  const { widening } = corrections;
  const giveBack = () => anchor?.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
  const buttons = (
    <div
      ref={setAnchor}
      onPointerEnter={stopwatch.start}
      onPointerLeave={stopwatch.reset}
      onFocus={stopwatch.start}
    >
      <ClassButtons
        title={props.title}
        chosen={said?.class ?? (question ? question.said : chosenOf(event))}
        {...(question ? { asked: question.asked } : {})}
        onSay={(timeClass) => {
          const seconds = stopwatch.read();
          if (timeClass === question?.asked) question.onConfirm(seconds);
          else void corrections.say(event, timeClass, seconds);
        }}
      />
    </div>
  );
  const reach =
    widening?.event.id === event.id && anchor !== null ? (
      <Suspense>
        <Reach
          widening={widening}
          target={anchor}
          reader={props.reader}
          shownWeek={props.shownWeek}
          onWiden={(chosen, seconds) => {
            giveBack();
            void corrections.widen(chosen, seconds);
          }}
          onClose={(isByKey) => {
            if (isByKey) giveBack();
            corrections.closeWidening();
          }}
        />
      </Suspense>
    ) : null;
  return props.children({ buttons, reach });
}

function chosenOf(event: WeekEvent): SaidClass | null {
  return event.class === 'unsure' ? null : event.class;
}
