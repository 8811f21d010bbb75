import { Button, makeStyles, ProgressBar, tokens, typographyStyles } from '@fluentui/react-components';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import { Panel } from '../panels/panel.tsx';
import { formatNumber } from '../words/figures.ts';
import type { Progress } from './protocol.ts';

const useStyles = makeStyles({
  panel: { display: 'grid', gap: '12px', justifyItems: 'start' },
  count: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, minHeight: '20px' },
});

/** How far the reading is, in real counts. */
export function ReadingPanel(props: {
  words: OwnWords;
  files: readonly string[];
  progress: Progress | null;
  onStop: () => void;
}) {
  const { words, files, progress } = props;
  const styles = useStyles();
  const [only = ''] = files;
  const heading =
    files.length === 1
      ? words.text('page.reading.heading', { file: only })
      : words.counted('page.reading.headingMany', files.length);
  return (
    <Panel heading={heading}>
      <div className={styles.panel}>
        <ProgressBar
          aria-label={heading}
          {...(progress === null ? {} : { value: progress.done, max: Math.max(1, progress.total) })}
        />
        <p role="status" className={styles.count}>
          {progress === null ? '' : countWords(progress, words)}
        </p>
        <Button onClick={props.onStop}>{words.text('page.reading.stop')}</Button>
      </div>
    </Panel>
  );
}

function countWords({ step, done, total }: Progress, words: OwnWords): string {
  const scale = step === 'bytes' ? 1_024 : 1;
  const count = (value: number) => formatNumber(Math.ceil(value / scale), words.language);
  return words.text(`page.reading.${step}`, { done: count(done), total: count(total) });
}
