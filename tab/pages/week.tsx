import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { Week } from '../../shared/contract/week.ts';
import { momentsIn } from '../moved/moments.ts';
import { PromptsFoot } from '../moved/prompts-foot.tsx';
import { PageFrame } from '../panels/page-frame.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { CorrectedPanel } from '../week/corrected-panel.tsx';
import { DaysPanel } from '../week/days-panel.tsx';
import { EventsPanel } from '../week/events-panel.tsx';
import { rowId, UnsurePanel } from '../week/unsure-panel.tsx';
import { SamplePanel } from '../week/sample-panel.tsx';
import { useCorrections } from '../week/use-corrections.ts';
import { useOpenDays } from '../week/use-open-days.ts';
import { useSamples } from '../week/use-samples.ts';
import { useUnsureList } from '../week/use-unsure-list.ts';
import { useWeek } from '../week/use-week.ts';
import { WeekColumns } from '../week/week-columns.tsx';
import { WeekSkeleton } from '../week/week-skeleton.tsx';
import { WeekSplitPanel } from '../week/week-split-panel.tsx';
import { dayOf, weekDefinition, weekHeading, type Reader } from '../week/week-words.ts';

/** *This week*: what it held, what is unsure, and what the reader said of it. */
export default function WeekPage() {
  const [asked, setAsked] = useState<IsoWeek | null>(null);
  const query = useWeek(asked);
  if (query.data !== undefined) return <WeekShown week={query.data} asked={asked} onOpen={setAsked} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <WeekSkeleton />;
}

function WeekShown(props: { week: Week; asked: IsoWeek | null; onOpen: (week: IsoWeek) => void }) {
  const { week, asked, onOpen } = props;
  const { t } = useTranslation();
  const { language } = useServices();
  const reader: Reader = { language, t, moments: momentsIn(week.timeZone, language, t) };
  const { reading } = week;
  switch (reading.state) {
    case 'read':
      return <ReadWeek week={week} asked={asked} reader={reader} onOpen={onOpen} />;
    case 'objected':
      return <PageFrame heading={t('week.notBegun.headingObjected')} text={[t('week.notBegun.objected')]} />;
    case 'not_begun': {
      const text =
        reading.from === null
          ? t('week.notBegun.soon')
          : t('week.notBegun.from', { date: reader.moments.day(Date.parse(reading.from)) });
      return <PageFrame heading={t('week.notBegun.heading')} text={[text]} />;
    }
  }
}

function ReadWeek(props: {
  week: Week;
  asked: IsoWeek | null;
  reader: Reader;
  onOpen: (week: IsoWeek) => void;
}) {
  const { week, reader } = props;
  const { t } = useTranslation();
  const { toaster, tell, tellProblem } = useToasts();
  const corrections = useCorrections(props.asked, {
    onChanged: (id, count) =>
      tell(count === 1 ? t('week.toast.changed') : t('week.toast.changedMany', { count }), {
        label: t('week.corrected.undo'),
        run: () => void corrections.undo(id),
      }),
    onUndone: () => tell(t('week.toast.undone')),
    onFailed: (error) => tellProblem(t('week.toast.failed'), error),
  });
  const samples = useSamples(week, corrections, {
    onConfirmed: (event) =>
      tell(t('week.samples.thanks'), {
        label: t('week.corrected.undo'),
        run: () => void samples.reopen(event),
      }),
    onReopened: () => tell(t('week.toast.undone')),
    onFailed: (error) => tellProblem(t('week.toast.failed'), error),
  });
  const unsure = useUnsureList(week, corrections.said);
  const days = useOpenDays(week.today);
  const pick = (id: string) => {
    const picked = week.events.find((event) => event.id === id);
    if (picked !== undefined && !unsure.ids.has(id))
      flushSync(() => days.set(dayOf(picked, reader.moments), true));
    document.getElementById(rowId(id))?.focus();
  };
  return (
    <PageFrame heading={weekHeading(week, reader)} text={[weekDefinition(week, reader)]}>
      <WeekColumns
        split={<WeekSplitPanel week={week} />}
        days={<DaysPanel week={week} numbers={unsure.numbers} onPick={pick} onOpen={props.onOpen} />}
        unsure={<UnsurePanel week={week} events={unsure.events} corrections={corrections} reader={reader} />}
        samples={<SamplePanel week={week} samples={samples} corrections={corrections} reader={reader} />}
        lists={
          <>
            {week.corrections.length === 0 ? null : (
              <CorrectedPanel corrections={week.corrections} onUndo={(id) => void corrections.undo(id)} />
            )}
            <EventsPanel
              week={week}
              without={unsure.ids}
              days={days}
              corrections={corrections}
              reader={reader}
            />
          </>
        }
      />
      <PromptsFoot prompted={week} moments={reader.moments} />
      {toaster}
    </PageFrame>
  );
}
