import { makeStyles, MessageBar, MessageBarBody, typographyStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Moves } from '../../shared/contract/moves.ts';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { formatWeekSpan } from '../words/weeks.ts';
import { momentsIn } from '../moved/moments.ts';
import { movedDefinition, movedHeading, type Reader } from '../moved/move-words.ts';
import { MovedSkeleton } from '../moved/moved-skeleton.tsx';
import { MovesTable } from '../moved/moves-table.tsx';
import { PromptsFoot } from '../moved/prompts-foot.tsx';
import { useMoves } from '../moved/use-moves.ts';
import { DisagreeingPanel, WhatTookPanel } from '../moved/what-took-panel.tsx';

const useStyles = makeStyles({
  empty: { ...typographyStyles.body1, maxWidth: '880px', textWrap: 'pretty' },
});

/** *What moved*: the reader's own moves of selling time, with what took it, the answer and what the calendar shows. */
export default function MovedPage({ subPage }: { subPage: string | null }) {
  const query = useMoves();
  // A host without a sub-page may say so with nothing between the quotes.
  const pointedAt = subPage === '' ? null : subPage;
  if (query.data !== undefined) return <MovesPage moves={query.data} pointedAt={pointedAt} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <MovedSkeleton />;
}

function MovesPage({ moves, pointedAt }: { moves: Moves; pointedAt: string | null }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const { toaster, tellProblem } = useToasts();
  const reader: Reader = { language, t, moments: momentsIn(moves.timeZone, language, t) };
  const weeks = formatWeekSpan(moves.weeks.first, moves.weeks.last, language);
  const isListed = moves.moves.some(({ id }) => id === pointedAt);
  return (
    <PageFrame heading={movedHeading(moves, language, t)} text={[movedDefinition(moves, language, t)]}>
      {pointedAt === null || isListed ? null : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{t('moved.notListed')}</MessageBarBody>
        </MessageBar>
      )}
      <Panel
        heading={t('moved.list', { weeks })}
        actions={
          <PanelActions
            counted={[t('moved.counted1', { weeks }), t('moved.counted2'), t('moved.counted3')]}
          />
        }
      >
        {moves.moves.length === 0 ? (
          <p className={styles.empty}>{t('moved.empty')}</p>
        ) : (
          <MovesTable
            moves={moves.moves}
            reader={reader}
            pointedAt={pointedAt}
            onFailed={(error) => tellProblem(t('settings.toast.failed'), error)}
          />
        )}
      </Panel>
      <PanelRow>
        <WhatTookPanel whatTook={moves.whatTook} />
        <DisagreeingPanel />
      </PanelRow>
      <PromptsFoot prompted={moves} moments={reader.moments} />
      {toaster}
    </PageFrame>
  );
}
