import { isoWeekOf } from '../../shared/calendar/week.ts';
import { judgeQuarters, burdenByWeek } from './judge-quarter.ts';
import { liveQuarter, type LivedQuarter } from './live-quarter.ts';
import { simulateRep, TEMPERS, WEEKS, type Temper } from './simulated-rep.ts';

const REPS = 200;

/** `npm run simulate`: 200 invented reps over 13 weeks, as three Markdown tables; fails where a promise is broken. */
function main(): void {
  const lives = Array.from({ length: REPS }, (_, index) => liveQuarter(simulateRep(`rep-${index}`)));
  const rules = judgeQuarters(lives);
  const lines = [
    ...table(
      ['Promise', 'Looked for in', 'Broken'],
      rules.map(({ rule, looked, broken }) => [rule, String(looked), String(broken)]),
    ),
    ...table(
      [
        'Reps who answer',
        'Reps',
        'Questions',
        'A rep and week',
        'Most',
        'Answered',
        'Seconds a week',
        'Most',
      ],
      [...temperRows(lives), temperRow('all', lives)],
    ),
    ...table(['What became of the moves', 'Moves'], outcomeRows(lives)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (rules.some(({ broken }) => broken > 0)) process.exitCode = 1;
}

function temperRows(lives: readonly LivedQuarter[]): string[][] {
  // The keys of TEMPERS are tempers; Object.keys has forgotten it.
  return (Object.keys(TEMPERS) as Temper[]).map((temper) =>
    temperRow(
      temper,
      lives.filter(({ rep }) => rep.temper === temper),
    ),
  );
}

function temperRow(name: string, lives: readonly LivedQuarter[]): string[] {
  const prompts = lives.flatMap((life) => life.prompts);
  const answered = prompts.filter(({ outcome }) => outcome === 'answered').length;
  const seconds = lives.flatMap((life) => [...burdenByWeek(life).values()]);
  const sum = seconds.reduce((total, one) => total + one, 0);
  const weeks = lives.length * WEEKS;
  return [
    name,
    String(lives.length),
    String(prompts.length),
    (prompts.length / weeks).toFixed(2),
    String(Math.max(...lives.map(mostInAWeek))),
    `${Math.round((100 * answered) / prompts.length)} %`,
    (sum / weeks).toFixed(1),
    Math.max(...seconds).toFixed(0),
  ];
}

function mostInAWeek({ prompts, rep }: LivedQuarter): number {
  const weeks = Map.groupBy(prompts, ({ sentAt }) => isoWeekOf(sentAt, rep.workingHours.timeZone));
  return Math.max(0, ...[...weeks.values()].map(({ length }) => length));
}

/** Most frequent first. */
function outcomeRows(lives: readonly LivedQuarter[]): string[][] {
  const outcomes = lives.flatMap(({ prompts, closed }) => [
    ...prompts.map(({ outcome }) => `asked, ${outcome}`),
    ...[...closed.values()].map((why) => `not asked: ${why}`),
  ]);
  return [...Map.groupBy(outcomes, (outcome) => outcome)]
    .map(([outcome, { length }]) => ({ outcome, length }))
    .toSorted((a, b) => b.length - a.length)
    .map(({ outcome, length }) => [outcome, String(length)]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '--:'))), ...rows.map(line), ''];
}

main();
