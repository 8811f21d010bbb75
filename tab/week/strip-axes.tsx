import { tokens } from '@fluentui/react-components';
import { Line } from '@visx/shape';
import { useTranslation } from 'react-i18next';
import { AxisText } from '../charts/axis-text.tsx';
import { useServices } from '../services.ts';
import { formatHours } from '../words/figures.ts';
import type { PlacedDay, StripLayout } from './strip-layout.ts';
import { axisHour, dayName } from './week-words.ts';

const NAME_TOP = 12;
const UNDERLINE = { below: 10, height: 2 };

/** Hours above, days to the left, selling hours to the right; today is underlined. */
export function StripAxes({ layout }: { layout: StripLayout }) {
  const { t } = useTranslation();
  const { paint, language } = useServices();
  const { hours, days, plot, height, width, isNarrow } = layout;
  return (
    <>
      {hours.map(({ hour, x, isNamed }) => (
        <g key={hour}>
          <Line
            from={{ x, y: plot.top - 4 }}
            to={{ x, y: height }}
            stroke={paint.grid}
            {...(paint.gridDash === null ? {} : { strokeDasharray: paint.gridDash })}
          />
          {isNamed ? <AxisText x={x} y={NAME_TOP} anchor="middle" text={axisHour(hour)} /> : null}
        </g>
      ))}
      {isNarrow ? null : <AxisText x={width} y={NAME_TOP} anchor="end" text={t('week.days.selling')} />}
      {days.map((day) => (
        <g key={day.date}>
          <DayName day={day} isShort={isNarrow} />
          {isNarrow ? null : (
            <text
              x={width}
              y={day.y}
              textAnchor="end"
              dominantBaseline="central"
              fill={tokens.colorNeutralForeground1}
              fontSize={tokens.fontSizeBase300}
            >
              {formatHours(Math.round(day.sellingHours * 10) / 10, language)}
            </text>
          )}
        </g>
      ))}
    </>
  );
}

function DayName({ day, isShort }: { day: PlacedDay; isShort: boolean }) {
  const { language } = useServices();
  const name = dayName(day.date, language, isShort);
  return (
    <>
      <text
        x={0}
        y={day.y}
        dominantBaseline="central"
        fill={tokens.colorNeutralForeground1}
        fontSize={isShort ? tokens.fontSizeBase200 : tokens.fontSizeBase300}
        fontWeight={day.isToday ? tokens.fontWeightSemibold : tokens.fontWeightRegular}
      >
        {name}
      </text>
      {day.isToday ? (
        <rect
          x={0}
          y={day.y + UNDERLINE.below}
          width={isShort ? 24 : 42}
          height={UNDERLINE.height}
          fill={tokens.colorCompoundBrandStroke}
        />
      ) : null}
    </>
  );
}
