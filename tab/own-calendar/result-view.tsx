import { Button } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { SaidClass } from '../../shared/contract/classes.ts';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import { capitalised, numberWord } from '../moved/number-word.ts';
import { PageFrame } from '../panels/page-frame.tsx';
import { DaysPanel } from '../week/days-panel.tsx';
import { WeekColumns } from '../week/week-columns.tsx';
import { WeekSplitPanel } from '../week/week-split-panel.tsx';
import { hoursWords } from '../week/week-words.ts';
import { formatPercent, formatPercentRange } from '../words/figures.ts';
import { formatWeekSpan } from '../words/weeks.ts';
import { MeetingsPanel, ProblemsPanel } from './list-panels.tsx';
import { groupRowId, OwnUnsurePanel } from './own-unsure-panel.tsx';
import type { OwnView } from './protocol.ts';

interface ResultProps {
  readonly view: OwnView;
  readonly words: OwnWords;
  readonly onOpen: (week: IsoWeek) => void;
  readonly onSettle: (group: string, as: SaidClass | null) => void;
  readonly onAgain: () => void;
}

/** A calendar that was read: its answer, a week of it as a picture, what is unsure. */
export function ResultView(props: ResultProps) {
  const { view, words } = props;
  const weeks = weeksWords(view, words);
  return (
    <PageFrame
      heading={headingWords(view, words)}
      text={[`${definitionWords(view, weeks, words)}${leftOutWords(view, words)}`, ownerWords(view, words)]}
    >
      <AgainButton label={words.text('page.result.again')} onPress={props.onAgain} />
      <WeekColumns
        days={<Days {...props} />}
        split={
          <>
            {view.week === null ? null : <WeekSplitPanel week={view.week} />}
            <MeetingsPanel meetings={view.meetings} weeks={weeks} words={words} />
          </>
        }
        lists={
          <>
            <OwnUnsurePanel view={view} weeks={weeks} words={words} onSettle={props.onSettle} />
            <ProblemsPanel problems={view.problems} words={words} />
          </>
        }
      />
    </PageFrame>
  );
}

/** What was pressed to get here is gone; the keyboard goes on from this button. */
function AgainButton({ label, onPress }: { label: string; onPress: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={place}>
      <Button onClick={onPress}>{label}</Button>
    </div>
  );
}

/** The week as strips; an unsure block leads to its row in the list. */
function Days({ view, onOpen }: Pick<ResultProps, 'view' | 'onOpen'>) {
  if (view.week === null) return null;
  const numbers = new Map(
    view.unsure.flatMap(({ events }, index) => events.map((id) => [id, index + 1] as const)),
  );
  const focusGroup = (event: string) => {
    const number = numbers.get(event);
    if (number !== undefined) document.getElementById(groupRowId(number))?.focus();
  };
  return <DaysPanel week={view.week} numbers={numbers} onPick={focusGroup} onOpen={onOpen} />;
}

function headingWords({ hours, open: count }: OwnView, words: OwnWords): string {
  const { language } = words;
  const share = formatPercent(Math.round(100 * shareOf(hours.selling, hours)), language);
  const number = capitalised(numberWord(count, language));
  const rest =
    count === 0
      ? words.text('page.result.unsureNone')
      : words.counted('page.result.unsure', count, { number });
  return `${words.text('page.result.heading', { share })} ${rest}`;
}

function definitionWords({ hours, timeZone }: OwnView, weeks: string, words: OwnWords): string {
  const { language } = words;
  const percent = (part: number) => Math.round(100 * shareOf(part, hours));
  return words.text('page.result.definition', {
    hours: hoursWords(totalOf(hours), language),
    weeks,
    range: formatPercentRange(percent(hours.selling), percent(hours.selling + hours.unsure), language),
    zone: timeZone,
  });
}

function leftOutWords({ earlier, ahead }: OwnView, words: OwnWords): string {
  const sentences = [
    ...(earlier > 0 ? [words.counted('page.result.earlier', earlier)] : []),
    ...(ahead > 0 ? [words.counted('page.result.ahead', ahead)] : []),
  ];
  return sentences.map((sentence) => ` ${sentence}`).join('');
}

function ownerWords({ owner }: OwnView, words: OwnWords): string {
  return owner === null ? words.text('page.result.noOwner') : words.text('page.result.owner', { owner });
}

function weeksWords({ weeks }: OwnView, { language }: OwnWords): string {
  const [first, last] = [weeks[0], weeks.at(-1)];
  return first === undefined || last === undefined ? '–' : formatWeekSpan(first, last, language);
}

function shareOf(part: number, hours: OwnView['hours']): number {
  const total = totalOf(hours);
  return total === 0 ? 0 : part / total;
}

function totalOf({ selling, unsure, supporting, internal }: OwnView['hours']): number {
  return selling + unsure + supporting + internal;
}
