import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Acknowledgement, Settings } from '../../shared/contract/settings.ts';
import type { Me } from '../../shared/contract/me.ts';
import { momentsIn } from '../moved/moments.ts';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { useSettings } from '../settings/use-settings.ts';
import { WhoSeesPanel } from '../settings/who-sees-panel.tsx';

const TOP = [
  [1, 1],
  [2, 2],
  [2, 3],
] as const;
/** The heights of its panels. */
const SKELETON = [
  [
    [272, 272, 272],
    [272, 272, 272],
  ],
  [
    [272, 272, 272],
    [272, 272, 272],
  ],
] as const;

const useStyles = makeStyles({
  list: { display: 'grid', gap: '8px', margin: 0, paddingLeft: '20px' },
  item: { ...typographyStyles.body1, textWrap: 'pretty' },
  end: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px 16px', paddingTop: '4px' },
  note: {
    ...typographyStyles.body1,
    color: tokens.colorNeutralForeground2,
    maxWidth: '640px',
    textWrap: 'pretty',
  },
});

/**
 * Before a rep's other pages: what is collected, why, and who sees what (R10). The page that was asked for opens when
 * they have said that they read it.
 */
export default function FirstRun() {
  const query = useSettings();
  if (query.data !== undefined) return <Told settings={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP} rows={SKELETON} />;
}

function Told({ settings }: { settings: Settings }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { toaster, tellProblem } = useToasts();
  const acknowledge = useAcknowledge((error) => tellProblem(t('settings.toast.failed'), error));
  const { keptWeeks, contact } = settings;
  return (
    <PageFrame heading={t('firstRun.heading')} text={[t('firstRun.text')]}>
      <PanelRow>
        <Sentences
          heading={t('firstRun.what.heading')}
          sentences={[
            t('firstRun.what.read'),
            useReadingFrom(settings),
            t('firstRun.what.not'),
            t('firstRun.what.private'),
            ...(keptWeeks === null ? [] : [t('settings.stored.kept', { count: keptWeeks })]),
          ]}
        />
        <Sentences
          heading={t('firstRun.why.heading')}
          sentences={[t('firstRun.why.time'), t('firstRun.why.ask'), t('product.boundary')]}
        />
      </PanelRow>
      <PanelRow>
        <WhoSeesPanel settings={settings} />
        <Sentences
          heading={t('firstRun.yours.heading')}
          sentences={[
            t('firstRun.yours.stop'),
            t('firstRun.yours.correct'),
            t('firstRun.yours.silent'),
            ...(contact === null ? [] : [t('settings.stored.contact', { contact })]),
          ]}
        />
      </PanelRow>
      <div className={styles.end}>
        <Button appearance="primary" size="large" onClick={() => acknowledge()}>
          {t('firstRun.read')}
        </Button>
        <p className={styles.note}>{t('firstRun.readNote')}</p>
      </div>
      {toaster}
    </PageFrame>
  );
}

function Sentences({ heading, sentences }: { heading: string; sentences: readonly string[] }) {
  const styles = useStyles();
  return (
    <Panel heading={heading}>
      <ul className={styles.list}>
        {sentences.map((sentence) => (
          <li key={sentence} className={styles.item}>
            {sentence}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function useReadingFrom({ readingFrom, timeZone, now }: Settings): string {
  const { t } = useTranslation();
  const { language } = useServices();
  if (readingFrom === null) return t('firstRun.what.notBegun');
  const date = momentsIn(timeZone, language, t).day(Date.parse(readingFrom));
  return t(readingFrom > now ? 'firstRun.what.from' : 'firstRun.what.since', { date });
}

/** The page that was asked for opens when it is saved: nobody is taken to have read before. */
function useAcknowledge(onFailed: (error: unknown) => void): () => void {
  const { api } = useServices();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    networkMode: 'always',
    mutationFn: () => api.send('POST', '/api/acknowledgement', {}, isAcknowledgement),
    onSuccess: () => {
      queries.setQueryData<Me>(['me'], (me) =>
        me?.rep ? { ...me, rep: { ...me.rep, acknowledged: true } } : me,
      );
      return queries.invalidateQueries();
    },
    onError: onFailed,
  });
  return () => mutate();
}

function isAcknowledgement(body: unknown): body is Acknowledgement {
  return typeof body === 'object' && body !== null && 'acknowledged' in body && body.acknowledged === true;
}
