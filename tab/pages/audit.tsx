import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AdminAudit } from '../../shared/contract/admin.ts';
import { TOPICS } from '../../shared/contract/admin.ts';
import { LIST_KINDS } from '../../shared/domain-lists/domain-list.ts';
import { decidedWords } from '../admin/decided-words.ts';
import { useAudit } from '../admin/use-admin.ts';
import { momentsIn } from '../moved/moments.ts';
import { PageFrame } from '../panels/page-frame.tsx';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useServices } from '../services.ts';
import type { Translate } from '../words/create-i18n.ts';

const TOP = [
  [1, 1],
  [1, 2],
  [1, 2],
] as const;
/** The height of its panel, with a handful of entries. */
const SKELETON = [[[280, 280, 280]]] as const;

const RULES = ['timeZone', 'country', 'minimum', 'waitingDays', 'pollOnly', 'titleInNotification'] as const;

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: { padding: '10px 0', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  what: { ...typographyStyles.body1, overflowWrap: 'anywhere' },
  when: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3 },
});

/** *Log*: who decided and set what, and when. Nothing in it is ever changed or taken out. */
export default function AuditPage() {
  const query = useAudit();
  if (query.data !== undefined) return <Log audit={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP} rows={SKELETON} />;
}

function Log({ audit }: { audit: AdminAudit }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  const { moment } = momentsIn(Intl.DateTimeFormat().resolvedOptions().timeZone, language, t);
  return (
    <PageFrame heading={t('admin.audit.title')} text={[t('admin.audit.text')]}>
      <Panel heading={t('admin.audit.heading')}>
        {audit.entries.length === 0 ? <p className={styles.what}>{t('admin.audit.none')}</p> : null}
        <ul className={styles.list}>
          {audit.entries.map((entry, index) => (
            <li key={`${entry.at} ${index}`} className={styles.row}>
              <p className={styles.what}>{sayEntry(entry, t)}</p>
              <p className={styles.when}>
                {moment(Date.parse(entry.at))} · {entry.by ?? t('admin.audit.somebody')}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
    </PageFrame>
  );
}

type Entry = AdminAudit['entries'][number];

function sayEntry({ what, about, from, to }: Entry, t: Translate): string {
  if (what === 'notices_started') return t('admin.audit.noticesStarted');
  if (what === 'team_added') return t('admin.audit.teamAdded', { name: about });
  if (what === 'team_removed') return t('admin.audit.teamRemoved', { name: about });
  if (what === 'list_imported' || what === 'list_restored') {
    const values = { name: listNameOf(about, t), from: from ?? '0', to: to ?? '0' };
    return t(what === 'list_imported' ? 'admin.audit.listImported' : 'admin.audit.listRestored', values);
  }
  const name = nameOf(about, t);
  return from === null
    ? t('admin.audit.decided', { name, to: decidedWords(to ?? '', t) })
    : t('admin.audit.changed', { name, from: decidedWords(from, t), to: decidedWords(to ?? '', t) });
}

function nameOf(about: string, t: Translate): string {
  const topic = TOPICS.find((one) => one === about);
  if (topic !== undefined) return t(`admin.topics.${topic}`);
  const rule = RULES.find((one) => one === about);
  return rule === undefined ? about : t(`admin.rules.${rule}.name`);
}

function listNameOf(about: string, t: Translate): string {
  const kind = LIST_KINDS.find((one) => one === about);
  return kind === undefined ? about : t(`lists.kinds.${kind}.name`);
}
