import type { ChartPaint } from '../theme/palette.ts';

const STROKE = 1.5;

/** Selling time that stood in the plan and was moved away; its outline lies inside it. */
export function HollowBar(props: { paint: ChartPaint; x: number; y: number; width: number; height: number }) {
  const { paint, x, y, width, height } = props;
  return (
    <rect
      x={x + STROKE / 2}
      y={y + STROKE / 2}
      width={width - STROKE}
      height={Math.max(0.5, height - STROKE)}
      fill={paint.card}
      stroke={paint.classes.selling.colour}
      strokeWidth={STROKE}
      {...(paint.gridDash === null ? {} : { strokeDasharray: '3 2' })}
    />
  );
}
