import { useTranslation } from 'react-i18next';
import type { TeamTime } from '../../shared/contract/team-time.ts';
import { PageFoot } from '../panels/page-foot.tsx';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PageSkeleton } from '../panels/page-skeleton.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useTeamTime } from '../queries.ts';
import { useServices } from '../services.ts';
import { ChangePanel } from './time/change-panel.tsx';
import { KindsPanel } from './time/kinds-panel.tsx';
import { PlannedPanel } from './time/planned-panel.tsx';
import { SplitPanel } from './time/split-panel.tsx';
import { WeeksPanel } from './time/weeks-panel.tsx';
import { NoneYetPage, RemainderPage, SmallTeamPage } from './time/withheld-pages.tsx';
import { burdenWords, changeOf, timeDefinition, timeHeading, type Published } from './time/words.ts';

/** *Time*: where a team's time goes, and whether that changes. */
export default function TimePage(props: { subPage: string | null; aboveFigures?: readonly string[] }) {
  const query = useTeamTime(props.subPage ?? '');
  if (query.data !== undefined)
    return <TeamTimePage time={query.data} aboveFigures={props.aboveFigures ?? []} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PageSkeleton />;
}

/** `aboveFigures` is what the reader should know besides what the page itself says. */
function TeamTimePage({ time, aboveFigures }: { time: TeamTime; aboveFigures: readonly string[] }) {
  const { figures, team, minimum } = time;
  switch (figures.status) {
    case 'small_team':
      return <SmallTeamPage team={team} minimum={minimum} aboveFigures={aboveFigures} />;
    case 'remainder':
      return <RemainderPage team={team} minimum={minimum} aboveFigures={aboveFigures} />;
    case 'none_yet':
      return <NoneYetPage expected={figures.expected} minimum={minimum} aboveFigures={aboveFigures} />;
    case 'published':
      return <FiguresPage figures={figures} minimum={minimum} aboveFigures={aboveFigures} />;
  }
}

function FiguresPage(props: { figures: Published; minimum: number; aboveFigures: readonly string[] }) {
  const { figures, minimum, aboveFigures } = props;
  const { t } = useTranslation();
  const { language } = useServices();
  return (
    <PageFrame
      heading={timeHeading(figures.recent.shares.selling, changeOf(figures.trend), language, t)}
      text={[timeDefinition(figures, language, t), ...aboveFigures]}
    >
      <PanelRow isFirstWider>
        <SplitPanel figures={figures} />
        <ChangePanel figures={figures} />
      </PanelRow>
      <WeeksPanel weeks={figures.weeks} minimum={minimum} />
      <PanelRow>
        <KindsPanel figures={figures} />
        <PlannedPanel planned={figures.planned} />
      </PanelRow>
      <PageFoot minimum={minimum} words={[burdenWords(figures.recent.burden, language, t)]} />
    </PageFrame>
  );
}
