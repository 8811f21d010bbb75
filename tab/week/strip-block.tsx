import { tokens } from '@fluentui/react-components';
import { ClassArea } from '../charts/class-fill.tsx';
import { fitWords } from '../charts/fit-words.ts';
import { useMeasure } from '../charts/use-measure.ts';
import type { Mode } from '../theme/resolve-mode.ts';
import { useServices } from '../services.ts';
import type { PlacedBlock } from './strip-layout.ts';

const PADDING = 6;
const LINE = 15;
const BADGE = 11;

/** One stretch: its class, its number where it is unsure, its title where there is room for all of it. */
export function StripBlock(props: { id: string; block: PlacedBlock; number: number | null; title: string }) {
  const { id, block, number, title } = props;
  const { paint } = useServices();
  if (block.class === 'ignored') return null;
  return (
    <>
      <ClassArea id={id} name={block.class} paint={paint} {...block} />
      {number === null ? <Title block={block} title={title} /> : <Number block={block} number={number} />}
    </>
  );
}

function Number({ block, number }: { block: PlacedBlock; number: number }) {
  const { paint } = useServices();
  const [x, y] = [block.x + block.width / 2, block.y + block.height / 2];
  const radius = Math.min(BADGE, block.height / 2 - 1);
  return (
    <>
      <circle cx={x} cy={y} r={radius} fill={paint.card} stroke={paint.ink} strokeWidth={1.5} />
      <text
        x={x}
        y={y}
        textAnchor="middle"
        dominantBaseline="central"
        fill={paint.ink}
        fontSize={tokens.fontSizeBase200}
        fontWeight={tokens.fontWeightSemibold}
      >
        {number}
      </text>
    </>
  );
}

/** No words on a pattern: only what is painted solid carries its title. */
function Title({ block, title }: { block: PlacedBlock; title: string }) {
  const { paint, mode } = useServices();
  const measure = useMeasure();
  if (block.class === 'ignored' || paint.classes[block.class].texture !== 'solid') return null;
  const most = Math.floor((block.height - 4) / LINE);
  const lines = fitWords(title, block.width - 2 * PADDING, most, measure);
  if (lines === null) return null;
  const top = block.y + block.height / 2 - (LINE * (lines.length - 1)) / 2;
  return (
    <text
      fill={inkOn(block.class, mode, paint.card)}
      fontSize={tokens.fontSizeBase200}
      dominantBaseline="central"
    >
      {lines.map((line, index) => (
        <tspan key={index} x={block.x + PADDING} y={top + index * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

const DARK = '#1B1B1B';
const LIGHT = '#FFFFFF';

/** 4.7 or more on what it stands on. */
export function inkOn(name: Exclude<PlacedBlock['class'], 'ignored'>, mode: Mode, card: string): string {
  if (mode === 'contrast') return card;
  const isLightGround = mode === 'light' ? name === 'supporting' : name !== 'supporting';
  return isLightGround ? DARK : LIGHT;
}
