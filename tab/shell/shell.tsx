import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/contract/me.ts';
import { ProblemError } from '../api-errors.ts';
import { PAGE_RULES, teamsOf, waitsForFirstRun } from '../pages/page-rules.ts';
import { PAGES } from '../pages/registry.ts';
import { MessageWhenNeeded } from '../panels/message-when-needed.tsx';
import { PageFrame } from '../panels/page-frame.tsx';
import { PageSkeleton } from '../panels/page-skeleton.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useMe } from '../queries.ts';
import { useServices } from '../services.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { GoContext } from './go-context.ts';
import { OnlyYou } from './only-you.tsx';
import { RoleNote } from './role-note.tsx';
import { PageTabs } from './page-tabs.tsx';
import { pagesFor, parseRoute, type Place, type Route } from './route.ts';
import { TeamNote } from './team-note.tsx';
import { usePlace } from './use-place.ts';

const useStyles = makeStyles({
  shell: {
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
  },
  header: {
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  refused: { maxWidth: '1400px', margin: '0 auto', padding: '16px 24px 0' },
  bar: {
    boxSizing: 'border-box',
    maxWidth: '1448px',
    margin: '0 auto',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '16px',
    minHeight: '47px',
    padding: '0 24px',
    '@media (max-width: 639px)': { gap: '8px', padding: '0 16px' },
  },
});

const FirstRun = lazy(() => import('./first-run.tsx'));

/** The id of the element that holds the page. */
const PANEL = 'page';

/** The frame around every page: tabs, the team, and the page itself. */
export function Shell() {
  const { host } = useServices();
  const styles = useStyles();
  const me = useMe();
  const [place, go] = usePlace(host);
  const refusal = notEnrolled(me.error);
  // Whoever is not known here may still sort a calendar of their own: it does not leave their machine.
  const reader = me.data ?? (refusal === null ? undefined : NOBODY);
  const route = reader === undefined ? null : parseRoute(place, reader);
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <div className={styles.bar}>
          {reader === undefined || route === null ? null : <Header me={reader} route={route} go={go} />}
        </div>
      </header>
      <main>
        {me.error !== null && reader === undefined ? (
          <ProblemPage error={me.error} onRetry={me.refetch} />
        ) : reader === undefined ? (
          <PageSkeleton />
        ) : route === null ? (
          <NoPage />
        ) : (
          <GoContext value={go}>
            {refusal === null ? null : <Refused refusal={refusal} />}
            <Page route={route} me={reader} />
          </GoContext>
        )}
      </main>
    </div>
  );
}

const NOBODY: Me = { name: '', rep: null, manages: [], governs: null, language: 'en' };

function notEnrolled(error: Error | null): ProblemError | null {
  return error instanceof ProblemError && error.code === 'not_enrolled' ? error : null;
}

function Refused({ refusal }: { refusal: ProblemError }) {
  const styles = useStyles();
  return (
    <div className={styles.refused}>
      <MessageWhenNeeded
        intent="info"
        title={null}
        text={`${refusal.message} ${refusal.action}`}
        action={null}
      />
    </div>
  );
}

function Header({ me, route, go }: { me: Me; route: Route; go: (place: Place) => void }) {
  return (
    <>
      <PageTabs
        pages={pagesFor(me)}
        shown={route.page}
        panel={PANEL}
        onOpen={(page) => go({ page, subPage: null })}
      />
      {PAGE_RULES[route.page].about === 'team' &&
      route.subPage !== null &&
      !waitsForFirstRun(route.page, me) ? (
        <TeamNote
          team={route.subPage}
          teams={teamsOf(route.page, me)}
          onChoose={(team) => go({ page: route.page, subPage: team })}
        />
      ) : null}
      {PAGE_RULES[route.page].about === 'self' ? <OnlyYou /> : null}
      {PAGE_RULES[route.page].about === 'tenant' ? <RoleNote me={me} /> : null}
    </>
  );
}

function Page({ route, me }: { route: Route; me: Me }) {
  const { t } = useTranslation();
  const Content = waitsForFirstRun(route.page, me) ? FirstRun : PAGES[route.page];
  const { title } = PAGE_RULES[route.page];
  const team = teamsOf(route.page, me).find(({ id }) => id === route.subPage)?.name;
  useEffect(() => {
    document.title = [t(title), team, t('product.name')].filter((part) => part !== undefined).join(' · ');
  }, [t, title, team]);
  return (
    <ErrorBoundary key={`${route.page}/${route.subPage}`}>
      <div id={PANEL} role="tabpanel" aria-label={t(title)}>
        <Suspense fallback={<PageSkeleton />}>
          <Content subPage={route.subPage} />
        </Suspense>
      </div>
    </ErrorBoundary>
  );
}

function NoPage() {
  const { t } = useTranslation();
  return <PageFrame heading={t('shell.nothingHeading')} text={[t('shell.nothingText')]} />;
}
