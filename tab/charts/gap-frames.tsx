import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { formatWeekSpan } from '../words/weeks.ts';
import type { Gap, StackLayout } from './weekly-stack-layout.ts';

/** Under this, words stand upright; under that, the reason is in tooltip and table alone. */
const WORDS = 84;
const UPRIGHT = 14;

const useStyles = makeStyles({
  frame: {
    position: 'absolute',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    textAlign: 'center',
    textWrap: 'pretty',
    overflow: 'hidden',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    pointerEvents: 'none',
  },
  content: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
  },
  name: { fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground1 },
  words: { padding: '0 8px', maxWidth: '120px' },
  upright: { writingMode: 'sideways-lr', whiteSpace: 'nowrap' },
});

/** Dashed frames in the place of bars: weeks that show no figure and why, and weeks that are yet to come. */
export function GapFrames({ layout, minimum }: { layout: StackLayout; minimum: number }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      {layout.gaps.map((gap) => (
        <Frame key={gap.first} x={gap.x} width={gap.width} layout={layout}>
          <GapWords gap={gap} minimum={minimum} />
        </Frame>
      ))}
      {layout.ahead === null ? null : (
        <Frame {...layout.ahead} layout={layout}>
          <span className={styles.name}>{t('time.weeks.ahead')}</span>
        </Frame>
      )}
    </>
  );
}

function GapWords({ gap, minimum }: { gap: Gap; minimum: number }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const styles = useStyles();
  const first = gap.weeks[0];
  const last = gap.weeks.at(-1);
  if (first === undefined || last === undefined || gap.width < UPRIGHT) return null;
  const name = formatWeekSpan(first.week, last.week, language);
  if (gap.width < WORDS) {
    return (
      <span className={styles.upright}>
        {name} {t('time.weeks.notShown')}
      </span>
    );
  }
  return (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.words}>{t(`time.weeks.withheld.${first.reason}`, { count: minimum })}</span>
    </>
  );
}

function Frame(props: { x: number; width: number; layout: StackLayout; children: React.ReactNode }) {
  const styles = useStyles();
  const { paint } = useServices();
  const { top, bottom } = props.layout.plot;
  const height = bottom - top;
  return (
    <div className={styles.frame} style={{ left: props.x, top, width: props.width, height }}>
      <svg width={props.width} height={height} style={{ position: 'absolute', inset: 0 }}>
        <rect
          x={0.5}
          y={0.5}
          width={Math.max(0, props.width - 1)}
          height={height - 1}
          fill={paint.card}
          stroke={paint.gap}
          strokeDasharray="4 4"
        />
      </svg>
      <span className={styles.content}>{props.children}</span>
    </div>
  );
}
