import { Line } from '@visx/shape';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/contract/settings.ts';
import { AxisText } from '../charts/axis-text.tsx';
import { ChartFrame, type Value } from '../charts/chart-frame.tsx';
import { FocusRing } from '../charts/focus-ring.tsx';
import { useWidth } from '../charts/use-width.ts';
import { useServices } from '../services.ts';
import { formatWeeks, weekNumber } from '../words/weeks.ts';

type Weeks = Settings['burdenByWeek'];

const HEIGHT = 132;
const PLOT = { top: 12, bottom: 104, left: 40 };
const WIDEST_STEP = 46;
const FILLED = 0.6;
/** A week that took nothing still stands in its place. */
const LEAST = 1;
const THIRD = 3;

interface BarsProps {
  readonly weeks: Weeks;
  readonly limit: number;
  readonly label: string;
}

/** Seconds by week under the line of the limit. Neutral: colour means class and nothing else. */
export function BurdenBars(props: BarsProps) {
  const [ref, width] = useWidth();
  return (
    <div ref={ref} style={{ minWidth: 0 }}>
      {width === 0 ? null : <Drawing {...props} width={width} />}
    </div>
  );
}

function Drawing({ weeks, limit, label, width }: BarsProps & { width: number }) {
  const { t } = useTranslation();
  const { language, paint } = useServices();
  const step = Math.min((width - PLOT.left) / weeks.length, WIDEST_STEP);
  const bar = Math.round(step * FILLED);
  const most = Math.max(limit, ...weeks.map(({ seconds }) => seconds));
  const y = (seconds: number) => PLOT.bottom - ((PLOT.bottom - PLOT.top) * seconds) / most;
  const left = (index: number) => PLOT.left + index * step + (step - bar) / 2;
  const right = PLOT.left + step * weeks.length;
  const valueAt = ({ column }: { column: number }): Value | null => {
    const week = weeks[column];
    if (week === undefined) return null;
    const words = { week: formatWeeks([week.week], language), seconds: week.seconds };
    return {
      title: words.week,
      text: t('settings.burden.value', words),
      sentence: t('settings.burden.sentence', words),
      x: left(column) + bar / 2,
      y: y(week.seconds),
    };
  };
  return (
    <ChartFrame
      label={label}
      width={width}
      size={{ columns: weeks.length, rows: 1 }}
      valueAt={valueAt}
      cursorAt={(x) => {
        const column = Math.floor((x - PLOT.left) / step);
        return column >= 0 && column < weeks.length ? { column, row: 0 } : null;
      }}
    >
      {(held) => (
        <svg width={width} height={HEIGHT}>
          <Line from={{ x: PLOT.left, y: y(0) }} to={{ x: right, y: y(0) }} stroke={paint.gap} />
          <Line
            from={{ x: PLOT.left, y: y(limit) }}
            to={{ x: right, y: y(limit) }}
            stroke={paint.ink}
            strokeDasharray="4 4"
          />
          {[0, limit].map((seconds) => (
            <AxisText
              key={seconds}
              x={PLOT.left - 8}
              y={y(seconds)}
              anchor="end"
              isCentred
              text={seconds === 0 ? '0' : t('settings.burden.value', { seconds })}
            />
          ))}
          {weeks.map(({ week, seconds }, index) => (
            <g key={week}>
              <rect
                x={left(index)}
                y={Math.min(y(seconds), PLOT.bottom - LEAST)}
                width={bar}
                height={Math.max(PLOT.bottom - y(seconds), LEAST)}
                fill={paint.gap}
              />
              {(weeks.length - 1 - index) % THIRD === 0 ? (
                <AxisText
                  x={left(index) + bar / 2}
                  y={HEIGHT - 8}
                  anchor="middle"
                  text={String(weekNumber(week))}
                />
              ) : null}
            </g>
          ))}
          {held === null ? null : (
            <FocusRing
              x={left(held.column)}
              y={y(weeks[held.column]?.seconds ?? 0)}
              width={bar}
              height={PLOT.bottom - y(weeks[held.column]?.seconds ?? 0)}
              paint={paint}
            />
          )}
        </svg>
      )}
    </ChartFrame>
  );
}
