import type { ChartPaint } from '../theme/palette.ts';

/** Two pixels outside what it rings, on a seam of card colour so that it shows on every neighbour. */
export function FocusRing(props: { x: number; y: number; width: number; height: number; paint: ChartPaint }) {
  const { paint } = props;
  const frame = {
    x: props.x - 3,
    y: props.y - 3,
    width: props.width + 6,
    height: Math.max(props.height, 0) + 6,
    rx: 2,
    fill: 'none',
  };
  return (
    <>
      <rect {...frame} stroke={paint.card} strokeWidth={6} />
      <rect {...frame} stroke={paint.focus} strokeWidth={2} />
    </>
  );
}
