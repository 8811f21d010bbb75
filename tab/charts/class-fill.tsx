import { PatternCircles, PatternLines } from '@visx/pattern';
import { SPLIT_CLASSES, type SplitClass } from '../../shared/classification/classification.ts';
import type { ChartPaint } from '../theme/palette.ts';

/** 45° lines stand 6 px apart when their tile is 6 px along the diagonal. */
const DIAGONAL_TILE = 6 * Math.SQRT2;

/** The textures that a chart's classes need. `id` is the chart's own. */
export function ClassTextures({ id, paint }: { id: string; paint: ChartPaint }) {
  return (
    <defs>
      {SPLIT_CLASSES.map((name) => (
        <ClassTexture key={name} id={textureId(id, name)} paint={paint} name={name} />
      ))}
    </defs>
  );
}

/** The area of one class; the outline lies inside it. Nothing is drawn of an area thinner than a hairline. */
export function ClassArea(props: {
  id: string;
  name: SplitClass;
  paint: ChartPaint;
  x: number;
  y: number;
  width: number;
  height: number;
}) {
  const { id, name, paint, x, y, width, height } = props;
  const look = paint.classes[name];
  const inset = look.outline === null ? 0 : 0.5;
  if (width <= 2 * inset || height <= 2 * inset) return null;
  return (
    <rect
      x={x + inset}
      y={y + inset}
      width={width - 2 * inset}
      height={height - 2 * inset}
      fill={look.texture === 'solid' ? look.colour : `url(#${textureId(id, name)})`}
      {...(look.outline === null ? {} : { stroke: look.colour, strokeWidth: 1 })}
      {...(look.outline === 'dashed' ? { strokeDasharray: '3 2' } : {})}
    />
  );
}

function ClassTexture({ id, paint, name }: { id: string; paint: ChartPaint; name: SplitClass }) {
  const { colour, texture } = paint.classes[name];
  const ground = { id, background: paint.card };
  switch (texture) {
    case 'solid':
      return null;
    case 'diagonal':
      return (
        <PatternLines
          {...ground}
          width={DIAGONAL_TILE}
          height={DIAGONAL_TILE}
          stroke={colour}
          strokeWidth={1.5}
          orientation={['diagonal']}
        />
      );
    case 'dots':
      return <PatternCircles {...ground} width={7} height={7} radius={1.4} fill={colour} />;
    case 'rows':
      return (
        <PatternLines
          {...ground}
          width={5}
          height={5}
          stroke={colour}
          strokeWidth={2}
          orientation={['horizontal']}
        />
      );
  }
}

function textureId(id: string, name: SplitClass): string {
  return `${id}-${name}`;
}
