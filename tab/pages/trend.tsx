import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnTrend } from '../../shared/contract/trend.ts';
import { Slope } from '../charts/slope.tsx';
import { SplitBar } from '../charts/split-bar.tsx';
import { KeyFigure } from '../panels/key-figure.tsx';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PageSkeleton } from '../panels/page-skeleton.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useServices } from '../services.ts';
import { formatNumber, formatPercent, formatPercentRange, formatSigned } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';
import { NoVerdict, pointsOf } from './time/change-panel.tsx';
import { ClassFigures } from './time/split-panel.tsx';
import { WeeksPanel } from './time/weeks-panel.tsx';
import { changeOf } from './time/words.ts';

type Figures = Extract<OwnTrend['figures'], { status: 'published' }>;

/** *My trend*: the reader's own weeks in the charts of the team's *Time*, and whether the selling share changes. */
export default function TrendPage() {
  const query = useTrend();
  if (query.data !== undefined) return <TrendShown trend={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PageSkeleton isTrend />;
}

function TrendShown({ trend: { figures } }: { trend: OwnTrend }) {
  const { t } = useTranslation();
  const { language } = useServices();
  if (figures.status === 'none_yet')
    return <PageFrame heading={t('trend.noneYet.heading')} text={[t('trend.noneYet.text')]} />;
  const { shares, range } = figures.recent;
  const heading = t('trend.heading', { share: formatPercent(shares.selling, language) });
  return (
    <PageFrame
      heading={`${heading} ${t(`time.change.${changeOf(figures.trend)}`)}`}
      text={[
        range.low === range.high
          ? t('time.definitionSure')
          : t('time.definition', { range: formatPercentRange(range.low, range.high, language) }),
        t('trend.yours'),
      ]}
    >
      <PanelRow isFirstWider>
        <OwnSplit figures={figures} />
        <OwnChange figures={figures} />
      </PanelRow>
      <WeeksPanel weeks={figures.weeks} minimum={1} isOwn />
    </PageFrame>
  );
}

/** Where the reader's time goes: one bar, its four classes, the range. */
function OwnSplit({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const { shares, hours, range, weeks, scheduledHours, availableHours, coverage } = figures.recent;
  const span = formatWeeks(weeks, language);
  const rangeText =
    range.low === range.high
      ? t('time.definitionSureShort')
      : t('time.split.range', { range: formatPercentRange(range.low, range.high, language) });
  return (
    <Panel
      heading={t('trend.split')}
      caption={t('trend.splitCaption', {
        weeks: span,
        scheduled: formatNumber(scheduledHours, language),
        available: formatNumber(availableHours, language),
        coverage: formatPercent(coverage, language),
      })}
    >
      <SplitBar
        shares={shares}
        hours={hours}
        label={t('time.split.chart', { weeks: span })}
        rangeText={rangeText}
      />
      <ClassFigures shares={shares} hours={hours} />
    </Panel>
  );
}

function OwnChange({ figures }: { figures: Figures }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const { trend } = figures;
  return (
    <Panel heading={t('time.trend.heading')} caption={t('time.trend.caption')}>
      {trend.status === 'judged' ? (
        <>
          <Slope
            points={pointsOf(figures, trend)}
            trend={trend}
            label={t('time.trend.chart', { count: trend.weeks })}
          />
          <KeyFigure
            figure={t('time.trend.slope', { points: formatSigned(trend.slope, language) })}
            note={t('trend.interval', {
              low: formatSigned(trend.low, language),
              high: formatSigned(trend.high, language),
              weeks: trend.weeks,
            })}
          />
        </>
      ) : (
        <NoVerdict trend={trend} />
      )}
    </Panel>
  );
}

function useTrend(): UseQueryResult<OwnTrend> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['trend'],
    queryFn: ({ signal }) => api.get('/api/trend', isTrend, signal),
    staleTime: 0,
  });
}

function isTrend(body: unknown): body is OwnTrend {
  return typeof body === 'object' && body !== null && 'figures' in body && typeof body.figures === 'object';
}
