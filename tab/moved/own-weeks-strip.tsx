import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useServices } from '../services.ts';
import { formatHours } from '../words/figures.ts';
import { placeRings } from './place-rings.ts';
import { linearScale } from '../charts/linear-scale.ts';

const WIDTH = 188;
const HEIGHT = 48;
const EDGE = 18;
const LINE = 15;
const RING = 3.5;
const MARK = 9;
const WORDS = 42;
/** Two words below the line need this much between their middles. */
const APART = 64;

const useStyles = makeStyles({
  strip: { display: 'block', marginTop: '6px', maxWidth: '100%', overflow: 'visible' },
  line: { stroke: tokens.colorNeutralStroke2 },
  ring: { fill: 'none', stroke: tokens.colorNeutralForeground3, strokeWidth: '1.5px' },
  median: { stroke: tokens.colorNeutralForeground1, strokeWidth: '2px', strokeDasharray: '3 3' },
  words: { fontSize: tokens.fontSizeBase200, fill: tokens.colorNeutralForeground3 },
  strong: { fontWeight: tokens.fontWeightSemibold, fill: tokens.colorNeutralForeground1 },
});

/** Hours, to a tenth. `own` are those of the weeks before, `middle` their median. */
interface Load {
  readonly hours: number;
  readonly middle: number;
  readonly own: readonly number[];
}

/** The week of a move as a square among the rep's own weeks before it, each a ring; dashed is their median. */
export function OwnWeeksStrip({ hours, middle, own }: Load) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const x = linearScale({
    domain: [Math.min(hours, ...own) - 0.5, Math.max(hours, ...own) + 0.5],
    range: [EDGE, WIDTH - EDGE],
  });
  const words = placeWords(x(middle), x(hours));
  const spoken = t('moved.ownWeeks.label', {
    hours: formatHours(hours, language),
    median: formatHours(middle, language),
    least: formatHours(Math.min(...own), language),
    most: formatHours(Math.max(...own), language),
  });
  return (
    <svg
      className={styles.strip}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={spoken}
    >
      <line className={styles.line} x1={0} x2={WIDTH} y1={LINE} y2={LINE} />
      {placeRings(
        own.map((value) => x(value)),
        2 * RING,
      ).map(({ at, level }, index) => (
        <circle key={index} className={styles.ring} cx={at} cy={LINE + level * 5} r={RING} />
      ))}
      <line className={styles.median} x1={x(middle)} x2={x(middle)} y1={LINE - 13} y2={LINE + 13} />
      <rect
        fill={paint.classes.internal.colour}
        x={x(hours) - MARK / 2}
        y={LINE - MARK / 2}
        width={MARK}
        height={MARK}
      />
      <text className={styles.words} x={words.median} y={WORDS} textAnchor="middle">
        {t('moved.ownWeeks.median', { hours: formatHours(middle, language) })}
      </text>
      <text className={`${styles.words} ${styles.strong}`} x={words.hours} y={WORDS} textAnchor="middle">
        {formatHours(hours, language)}
      </text>
    </svg>
  );
}

/** Below their marks, or pushed aside alike where they would touch. */
function placeWords(middle: number, hours: number): { readonly median: number; readonly hours: number } {
  const gap = APART - Math.abs(hours - middle);
  const aside = Math.max(0, gap) / 2;
  const side = hours < middle ? -1 : 1;
  const inside = (at: number) => Math.min(Math.max(at, 30), WIDTH - 24);
  return { median: inside(middle - side * aside), hours: inside(hours + side * aside) };
}
