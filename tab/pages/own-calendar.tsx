import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { ownWords, type OwnWords } from '../../shared/own-calendar/words.ts';
import { DropPanel, ExportPanel } from '../own-calendar/drop-panel.tsx';
import { ProblemsPanel } from '../own-calendar/list-panels.tsx';
import type { ProblemLine } from '../own-calendar/protocol.ts';
import { ReadingPanel } from '../own-calendar/reading-panel.tsx';
import { ResultView } from '../own-calendar/result-view.tsx';
import { useOwnAnalysis } from '../own-calendar/use-own-analysis.ts';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { useServices } from '../services.ts';

/** *Try with your own calendar*: a file is dropped, read in the browser, and forgotten with the tab. For anyone. */
export default function OwnCalendarPage() {
  const { language } = useServices();
  const words = ownWords(language);
  const { state, read, open, settle, reset } = useOwnAnalysis();
  if (state.kind === 'shown') {
    return <ResultView view={state.view} words={words} onOpen={open} onSettle={settle} onAgain={reset} />;
  }
  return (
    <PageFrame heading={words.text('page.heading')} text={[words.text('page.intro')]}>
      {state.kind === 'failed' ? <NothingRead problems={state.problems} words={words} /> : null}
      {state.kind === 'reading' ? (
        <ReadingPanel words={words} files={state.files} progress={state.progress} onStop={reset} />
      ) : (
        <PanelRow isFirstWider>
          <DropPanel words={words} onFiles={read} />
          <ExportPanel words={words} />
        </PanelRow>
      )}
    </PageFrame>
  );
}

function NothingRead({ problems, words }: { problems: readonly ProblemLine[]; words: OwnWords }) {
  return (
    <>
      <MessageBar intent="warning" layout="multiline" politeness="assertive">
        <MessageBarBody>
          <MessageBarTitle>{words.text('page.failed.heading')}</MessageBarTitle>
          {problems.length === 0 ? words.text('page.failed.broken') : null}
        </MessageBarBody>
      </MessageBar>
      <ProblemsPanel problems={problems} words={words} />
    </>
  );
}
