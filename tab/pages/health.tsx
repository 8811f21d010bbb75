import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminHealth } from '../../shared/contract/admin.ts';
import { BurdenPanel } from '../admin/burden-panel.tsx';
import { PermissionsPanel } from '../admin/permissions-panel.tsx';
import { useHealth } from '../admin/use-admin.ts';
import { momentsIn } from '../moved/moments.ts';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { SkeletonPage, SkeletonPanel } from '../panels/skeleton.tsx';
import type { Translate } from '../words/create-i18n.ts';
import { useServices } from '../services.ts';

/** On phones the English heading takes a line more. */
const TOP = {
  sv: [
    [1, 1],
    [1, 2],
    [1, 3],
  ],
  en: [
    [1, 1],
    [2, 3],
    [2, 3],
  ],
} as const;
/** The heights of its panels where all is well: what is read and what that costs, and what is permitted. */
const LEFT = [
  [162, 154, 154],
  [98, 110, 110],
  [152, 176, 214],
] as const;
const PERMISSIONS = [306, 390, 422] as const;

const useStyles = makeStyles({
  column: { display: 'grid', gap: '16px', gridTemplateColumns: 'minmax(0, 1fr)', alignContent: 'start' },
  list: { display: 'grid', gap: '12px', margin: 0, padding: 0, listStyleType: 'none' },
  name: { ...typographyStyles.body1Strong },
  text: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, textWrap: 'pretty' },
});

/** *Health*: whether calendars are read and reps reached; names only where somebody has to act for that person. */
export default function HealthPage() {
  const query = useHealth();
  if (query.data !== undefined) return <HealthShown health={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <HealthSkeleton />;
}

function HealthSkeleton() {
  const { language } = useServices();
  const styles = useStyles();
  return (
    <SkeletonPage top={TOP[language]}>
      <PanelRow>
        <div className={styles.column}>
          {LEFT.map((heights, panel) => (
            <SkeletonPanel key={panel} heights={heights} />
          ))}
        </div>
        <div className={styles.column}>
          <SkeletonPanel heights={PERMISSIONS} />
        </div>
      </PanelRow>
    </SkeletonPage>
  );
}

function HealthShown({ health }: { health: AdminHealth }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  const { calendars, subscriptions, lastReading } = health;
  const { moment } = momentsIn(Intl.DateTimeFormat().resolvedOptions().timeZone, language, t);
  const lines = [
    t('admin.health.read', { read: calendars.read, all: calendars.all }),
    calendars.waiting === 0 ? null : t('admin.health.waiting', { count: calendars.waiting }),
    !subscriptions.wanted
      ? t('admin.health.polled')
      : subscriptions.watched === 0
        ? null
        : t('admin.health.bells', { alive: subscriptions.alive, watched: subscriptions.watched }),
    lastReading === null
      ? t('admin.health.never')
      : t('admin.health.last', { at: moment(Date.parse(lastReading)) }),
  ].filter((line) => line !== null);
  return (
    <PageFrame heading={headingOf(health, t)} text={[t('admin.health.text')]}>
      <ToDo health={health} />
      <PanelRow>
        <div className={styles.column}>
          <Panel heading={t('admin.health.calendars')}>
            <ul className={styles.list}>
              {lines.map((line) => (
                <li key={line} className={styles.text}>
                  {line}
                </li>
              ))}
            </ul>
          </Panel>
          <OutlookPanel clients={health.outlook} />
          <BurdenPanel burden={health.burden} />
        </div>
        <div className={styles.column}>
          <PermissionsPanel permissions={health.permissions} />
        </div>
      </PanelRow>
    </PageFrame>
  );
}

/** From which Outlooks the add-in has been heard, and when last. */
function OutlookPanel({ clients }: { clients: AdminHealth['outlook'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  return (
    <Panel heading={t('admin.health.outlook')}>
      <ul className={styles.list}>
        {clients.length === 0 ? <li className={styles.text}>{t('admin.health.outlookUnheard')}</li> : null}
        {clients.map(({ client, paneOn, eventsOn }) => (
          <li key={client}>
            <p className={styles.name}>{t(`admin.health.clients.${client}`)}</p>
            <p className={styles.text}>
              {t('admin.health.pane', { at: dayOf(paneOn, language) })}{' '}
              {eventsOn === null
                ? t('admin.health.noEvents')
                : t('admin.health.events', { at: dayOf(eventsOn, language) })}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What somebody has to do, before all else. */
function ToDo({ health }: { health: AdminHealth }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { calendars, unreached, signInRefusal } = health;
  if (troublesIn(health) === 0) return null;
  return (
    <Panel heading={t('admin.health.act')}>
      <ul className={styles.list}>
        {signInRefusal === null ? null : (
          <li>
            <p className={styles.name}>{t('admin.health.signIn')}</p>
            <p className={styles.text}>{t('admin.health.signInText', { code: signInRefusal })}</p>
          </li>
        )}
        {calendars.unreadable.map(({ name, state }) => (
          <li key={`${name} ${state}`}>
            <p className={styles.name}>{name}</p>
            <p className={styles.text}>{t(`admin.health.states.${state}`)}</p>
          </li>
        ))}
        {unreached.map(({ name }) => (
          <li key={name}>
            <p className={styles.name}>{name}</p>
            <p className={styles.text}>{t('admin.health.unreached')}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function headingOf(health: AdminHealth, t: Translate): string {
  const troubles = troublesIn(health);
  if (troubles > 0) return t('admin.health.troubles', { count: troubles });
  return t(health.calendars.read === 0 ? 'admin.health.notYet' : 'admin.health.well');
}

function dayOf(date: string, language: string): string {
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    Date.parse(date),
  );
}

function troublesIn({ calendars, unreached, signInRefusal }: AdminHealth): number {
  return calendars.unreadable.length + unreached.length + (signInRefusal === null ? 0 : 1);
}
