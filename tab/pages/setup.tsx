import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminSetup } from '../../shared/contract/admin.ts';
import { GatePanel } from '../admin/gate-panel.tsx';
import { NextPanel } from '../admin/next-panel.tsx';
import { PermissionsPanel } from '../admin/permissions-panel.tsx';
import { TeamsPanel } from '../admin/teams-panel.tsx';
import { useChangeSetup, useSetup } from '../admin/use-admin.ts';
import { PageFrame } from '../panels/page-frame.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { SkeletonPage, SkeletonPanel } from '../panels/skeleton.tsx';
import type { Translate } from '../words/create-i18n.ts';
import { useToasts } from '../panels/use-toasts.tsx';

const TOP = [
  [1, 2],
  [2, 3],
  [2, 4],
] as const;
/** The heights of its panels: what is decided, and what stands beside it. */
const GATE = [767, 1229, 1333] as const;
const SIDE = [
  [356, 358, 388],
  [326, 326, 334],
  [386, 406, 438],
] as const;

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '16px',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 1024px)': { gridTemplateColumns: 'minmax(0, 8fr) minmax(0, 4fr)' },
  },
  side: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** *Set-up*: what has to be decided before anything is read, whose calendars it is about, and the notice to them. */
export default function SetupPage() {
  const query = useSetup();
  if (query.data !== undefined) return <SetupShown setup={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <SetupSkeleton />;
}

function SetupSkeleton() {
  const styles = useStyles();
  return (
    <SkeletonPage top={TOP}>
      <div className={styles.columns}>
        <SkeletonPanel heights={GATE} />
        <div className={styles.side}>
          {SIDE.map((heights, panel) => (
            <SkeletonPanel key={panel} heights={heights} />
          ))}
        </div>
      </div>
    </SkeletonPage>
  );
}

function SetupShown({ setup }: { setup: AdminSetup }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { toaster, tell, tellProblem } = useToasts();
  const change = useChangeSetup({
    onDone: ({ path }) => tell(t(path === '/api/admin/notices' ? 'admin.told' : 'admin.saved')),
    onFailed: (error) => tellProblem(t('admin.notSaved'), error),
  });
  const shared = { setup, isBusy: change.isPending, onChange: change.mutate };
  return (
    <PageFrame heading={headingOf(setup, t)} text={[t('admin.gate.text')]}>
      <div className={styles.columns}>
        <GatePanel {...shared} />
        <div className={styles.side}>
          <NextPanel waitingDays={setup.waitingDays} />
          <TeamsPanel {...shared} />
          <PermissionsPanel permissions={setup.permissions} />
        </div>
      </div>
      {toaster}
    </PageFrame>
  );
}

function headingOf({ missing, noticesFrom, reps }: AdminSetup, t: Translate): string {
  if (missing.length > 0) return t('admin.gate.title');
  return noticesFrom === null && reps.told === 0
    ? t('admin.gate.titleReady')
    : t('admin.gate.titleTold', { told: reps.told, count: reps.all });
}
