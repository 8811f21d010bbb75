import { tokens } from '@fluentui/react-components';
import { useServices } from '../services.ts';

/** A figure or word on an axis: caption size, quiet. */
export function AxisText(props: {
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  text: string | undefined;
  isCentred?: boolean;
}) {
  return (
    <text
      x={props.x}
      y={props.y}
      textAnchor={props.anchor}
      dominantBaseline={props.isCentred === true ? 'central' : 'auto'}
      fill={tokens.colorNeutralForeground3}
      fontSize={tokens.fontSizeBase200}
    >
      {props.text}
    </text>
  );
}

/** A value or name that belongs to a mark: caption size, strong. */
export function Label(props: { x: number; y: number; text: string }) {
  const { paint } = useServices();
  return (
    <text
      x={props.x}
      y={props.y}
      dominantBaseline="central"
      fill={tokens.colorNeutralForeground1}
      stroke={paint.card}
      strokeWidth={4}
      paintOrder="stroke"
      fontSize={tokens.fontSizeBase200}
      fontWeight={tokens.fontWeightSemibold}
    >
      {props.text}
    </text>
  );
}
