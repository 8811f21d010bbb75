import { makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../shared/contract/me.ts';
import { PAGE_RULES, waitsForFirstRun } from '../pages/page-rules.ts';
import { PAGES } from '../pages/registry.ts';
import { PageFrame } from '../panels/page-frame.tsx';
import { PageSkeleton } from '../panels/page-skeleton.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useMe } from '../queries.ts';
import { useServices } from '../services.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { GoContext } from './go-context.ts';
import { OnlyYou } from './only-you.tsx';
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
    '@media (max-width: 639px)': { padding: '0 16px' },
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
  const route = me.data === undefined ? null : parseRoute(place, me.data);
  return (
    <div className={styles.shell}>
      <header className={styles.header}>
        <div className={styles.bar}>
          {me.data === undefined || route === null ? null : <Header me={me.data} route={route} go={go} />}
        </div>
      </header>
      <main>
        {me.error !== null && me.data === undefined ? (
          <ProblemPage error={me.error} onRetry={me.refetch} />
        ) : me.data === undefined ? (
          <PageSkeleton />
        ) : route === null ? (
          <NoPage />
        ) : (
          <GoContext value={go}>
            <Page route={route} me={me.data} />
          </GoContext>
        )}
      </main>
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
      {PAGE_RULES[route.page].about === 'team' && route.subPage !== null ? (
        <TeamNote
          team={route.subPage}
          teams={me.manages}
          onChoose={(team) => go({ page: route.page, subPage: team })}
        />
      ) : null}
      {PAGE_RULES[route.page].about === 'self' ? <OnlyYou /> : null}
    </>
  );
}

function Page({ route, me }: { route: Route; me: Me }) {
  const { t } = useTranslation();
  const Content = waitsForFirstRun(route.page, me) ? FirstRun : PAGES[route.page];
  const { title } = PAGE_RULES[route.page];
  const team = me.manages.find(({ id }) => id === route.subPage)?.name;
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
