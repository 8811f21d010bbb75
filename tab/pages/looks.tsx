import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Look, Looks } from '../../shared/contract/looks.ts';
import { momentsIn, type Moments } from '../moved/moments.ts';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { PageFrame } from '../panels/page-frame.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useServices } from '../services.ts';
import type { Translate } from '../words/create-i18n.ts';

const TOP = [
  [1, 2],
  [3, 4],
  [3, 6],
] as const;
/** The height of its panel, with two looks. */
const SKELETON = [[[157, 161, 157]]] as const;

const useStyles = makeStyles({
  empty: { ...typographyStyles.body1, textWrap: 'pretty' },
  table: {
    ...typographyStyles.body1,
    borderCollapse: 'collapse',
    width: '100%',
    tableLayout: 'fixed',
    '& th, & td': {
      padding: '8px 12px 8px 0',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
      textAlign: 'left',
      verticalAlign: 'top',
      overflowWrap: 'anywhere',
      textWrap: 'pretty',
    },
    '& thead th': { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
    '& tbody tr:last-child > *': { borderBottom: 'none', paddingBottom: 0 },
    '& tbody th': { fontWeight: tokens.fontWeightSemibold },
    '@media (max-width: 639px)': { ...typographyStyles.caption1, '& th, & td': { paddingRight: '8px' } },
  },
});

/** *Who looked*: when, at what and as what somebody opened team figures that include the reader (R4). */
export default function LooksPage() {
  const query = useLooks();
  if (query.data !== undefined) return <LooksShown report={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP} rows={SKELETON} />;
}

function LooksShown({ report }: { report: Looks }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { language } = useServices();
  const { looks, weeks, timeZone } = report;
  const moments = momentsIn(timeZone, language, t);
  return (
    <PageFrame heading={looksHeading(report, moments, t)} text={[t('looks.definition', { weeks })]}>
      <Panel heading={t('looks.list')} caption={t('looks.caption')}>
        {looks.length === 0 ? (
          <p className={styles.empty}>{t('looks.empty')}</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('looks.who')}</th>
                <th scope="col">{t('looks.when')}</th>
                <th scope="col">{t('looks.what')}</th>
              </tr>
            </thead>
            <tbody>
              {looks.map((look) => (
                <tr key={`${look.lastAt} ${look.team} ${look.page} ${look.by.role}`}>
                  <th scope="row">{byWords(look.by, t)}</th>
                  <td>
                    {t('looks.times', {
                      when: moments.moment(Date.parse(look.lastAt)),
                      count: look.times,
                    })}
                  </td>
                  <td>
                    {t('looks.at', {
                      page: t(look.page === 'time' ? 'looks.page.time' : 'looks.page.other'),
                      team: look.team,
                    })}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Panel>
    </PageFrame>
  );
}

/** The page's answer: who leads the team and looked last. */
function looksHeading({ looks, weeks }: Looks, moments: Moments, t: Translate): string {
  for (const { by, lastAt } of looks)
    if (by.role === 'manager')
      return t('looks.heading', { name: by.name, when: moments.moment(Date.parse(lastAt)) });
  // Of a look without a name nobody can say who it was.
  if (looks.some(({ by }) => by.role === 'unknown')) return t('looks.headingUnknown', { weeks });
  return t('looks.headingNone', { weeks });
}

function byWords(by: Look['by'], t: Translate): string {
  return by.role === 'manager' ? t('looks.manager', { name: by.name }) : t(`looks.${by.role}`);
}

function useLooks(): UseQueryResult<Looks> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['looks'],
    queryFn: ({ signal }) => api.get('/api/looks', isLooks, signal),
    staleTime: 0,
  });
}

function isLooks(body: unknown): body is Looks {
  return typeof body === 'object' && body !== null && 'looks' in body && Array.isArray(body.looks);
}
