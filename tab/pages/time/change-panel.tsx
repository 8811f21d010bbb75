import { useTranslation } from 'react-i18next';
import { Slope, type JudgedTrend, type SlopePoint } from '../../charts/slope.tsx';
import { DashedFrame } from '../../panels/dashed-frame.tsx';
import { KeyFigure } from '../../panels/key-figure.tsx';
import { Panel } from '../../panels/panel.tsx';
import { VerdictHeld } from '../../panels/verdict-held.tsx';
import { useServices } from '../../services.ts';
import { formatSigned } from '../../words/figures.ts';
import { formatWeeks } from '../../words/weeks.ts';
import type { Published } from './words.ts';

type Unjudged = Exclude<Published['trend'], { status: 'judged' }>;
type TooEarly = Extract<Unjudged, { status: 'too_early' }>;

/** Is it changing? The slope with its interval, or that it is too early to say. */
export function ChangePanel({ figures }: { figures: Published }) {
  const { t } = useTranslation();
  const { trend } = figures;
  return (
    <Panel heading={t('time.trend.heading')} caption={t('time.trend.caption')}>
      {trend.status === 'judged' ? (
        <Judged trend={trend} points={pointsOf(figures, trend)} />
      ) : (
        <NoVerdict trend={trend} />
      )}
    </Panel>
  );
}

function Judged({ trend, points }: { trend: JudgedTrend; points: readonly SlopePoint[] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  return (
    <>
      <Slope points={points} trend={trend} label={t('time.trend.chart', { count: trend.weeks })} />
      <KeyFigure
        figure={t('time.trend.slope', { points: formatSigned(trend.slope, language) })}
        note={t('time.trend.interval', {
          low: formatSigned(trend.low, language),
          high: formatSigned(trend.high, language),
          weeks: trend.weeks,
          reps: trend.reps,
        })}
      />
    </>
  );
}

/** Why there is no verdict, and what comes next. */
export function NoVerdict({ trend }: { trend: Unjudged }) {
  return trend.status === 'held' ? <VerdictHeld {...trend} /> : <MissingWeeks trend={trend} />;
}

/** What is missing, and when it is there. */
function MissingWeeks({ trend }: { trend: TooEarly }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const count = Math.max(trend.weeksNeeded - trend.weeksHad, 0);
  return (
    <DashedFrame
      verdict={t('panels.notEnough')}
      figure={t('time.trend.had', { had: trend.weeksHad, needed: trend.weeksNeeded })}
      text={t('time.trend.text', { count, week: formatWeeks([trend.expected], language) })}
      note={t('time.trend.why', { needed: trend.weeksNeeded })}
    />
  );
}

/** The weeks that were judged: those from the first that the line is drawn for. */
export function pointsOf({ weeks }: Pick<Published, 'weeks'>, trend: JudgedTrend): SlopePoint[] {
  const [first] = trend.line;
  return weeks.flatMap((week) =>
    week.status === 'published' && week.week >= first.week
      ? [{ week: week.week, share: week.shares.selling }]
      : [],
  );
}
