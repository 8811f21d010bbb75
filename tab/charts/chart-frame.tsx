import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  isCursorKey,
  moveCursor,
  startCursor,
  type ChartSize,
  type Cursor,
  type CursorKey,
} from './cursor.ts';

/** What stands at a cursor: words to show and to read out, and the mark that they belong to. */
export interface Value {
  readonly title: string;
  readonly text: string;
  readonly sentence: string;
  readonly x: number;
  /** Its upper edge. */
  readonly y: number;
  /** Its lower edge, where it has a height: words without room above stand below it, not on it. */
  readonly bottom?: number;
}

const TOOLTIP = 220;

const useStyles = makeStyles({
  frame: {
    position: 'relative',
    outlineStyle: 'none',
    borderRadius: tokens.borderRadiusMedium,
    '& svg': { display: 'block', overflow: 'visible' },
  },
  unheld: { ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' } },
  tooltip: {
    position: 'absolute',
    zIndex: 1,
    maxWidth: `${TOOLTIP}px`,
    width: 'max-content',
    boxSizing: 'border-box',
    padding: '6px 12px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    boxShadow: tokens.shadow8,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  title: { color: tokens.colorNeutralForeground3 },
  text: { fontWeight: tokens.fontWeightSemibold },
  spoken: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/**
 * One tab stop for a whole chart: arrows walk its values, each is shown in a tooltip and read out, Esc lets
 * go. A pointer shows the same tooltip. The drawing itself is hidden from readers that listen: they have the
 * sentence here and the table beside the chart.
 */
export function ChartFrame(props: {
  label: string;
  width: number;
  size: ChartSize;
  valueAt: (cursor: Cursor) => Value | null;
  cursorAt: (x: number, y: number) => Cursor | null;
  /** Where a key takes the cursor, in a chart whose rows differ in length. */
  move?: (cursor: Cursor | null, key: CursorKey) => Cursor | null;
  /** Enter, or a press, on a value. */
  onPick?: (cursor: Cursor) => void;
  children: (held: Cursor | null) => ReactNode;
}) {
  const { t } = useTranslation();
  const styles = useStyles();
  const helpId = useId();
  const chart = useChartCursor(props);
  const value = chart.cursor === null ? null : props.valueAt(chart.cursor);
  const held = chart.isHeld ? chart.cursor : null;
  return (
    <div
      role="application"
      aria-roledescription={t('charts.role')}
      aria-label={props.label}
      aria-describedby={helpId}
      tabIndex={0}
      className={mergeClasses(styles.frame, held === null && styles.unheld)}
      {...chart.handlers}
    >
      <div aria-hidden>{props.children(held)}</div>
      {value === null ? null : <Tooltip value={value} width={props.width} />}
      <span role="status" aria-live="polite" className={styles.spoken}>
        {held === null ? '' : value?.sentence}
      </span>
      <span id={helpId} hidden>
        {t('charts.help')}
      </span>
    </div>
  );
}

function Tooltip({ value, width }: { value: Value; width: number }) {
  const styles = useStyles();
  const half = Math.min(TOOLTIP, width) / 2;
  const left = Math.min(Math.max(value.x, half), width - half);
  const isBelow = value.y < 64;
  return (
    <div
      aria-hidden
      className={styles.tooltip}
      style={{
        left,
        top: isBelow ? (value.bottom ?? value.y) : value.y,
        transform: `translate(-50%, ${isBelow ? '12px' : 'calc(-100% - 12px)'})`,
      }}
    >
      <div className={styles.title}>{value.title}</div>
      <div className={styles.text}>{value.text}</div>
    </div>
  );
}

interface CursorProps {
  readonly size: ChartSize;
  readonly cursorAt: (x: number, y: number) => Cursor | null;
  readonly move?: (cursor: Cursor | null, key: CursorKey) => Cursor | null;
  readonly onPick?: (cursor: Cursor) => void;
}

/** Held by the keyboard, or only pointed at: the ring and the spoken sentence belong to the keyboard. */
function useChartCursor({ size, cursorAt, move, onPick }: CursorProps) {
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const [isHeld, setHeld] = useState(false);
  const hold = (next: Cursor | null) => {
    setCursor(next);
    setHeld(next !== null);
  };
  const step = move ?? ((from, key) => moveCursor(from, key, size));
  return {
    cursor,
    isHeld,
    handlers: {
      onFocus: (event: { currentTarget: Element }) => {
        if (event.currentTarget.matches(':focus-visible'))
          hold(move === undefined ? startCursor(size) : move(null, 'Home'));
      },
      onBlur: () => hold(null),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        if (event.key === 'Enter' && isHeld && cursor !== null) onPick?.(cursor);
        if (!isCursorKey(event.key) || (event.key === 'Escape' && cursor === null)) return;
        event.preventDefault();
        hold(step(isHeld ? cursor : null, event.key));
      },
      onPointerDown: (event: PointerEvent) => {
        const pressed = at(event, cursorAt);
        hold(null);
        setCursor(pressed);
        // A finger has nothing to point with: its first press shows the value, as pointing does.
        if (pressed !== null && event.pointerType !== 'touch') onPick?.(pressed);
      },
      onPointerMove: (event: PointerEvent) => {
        if (!isHeld) setCursor(at(event, cursorAt));
      },
      onPointerLeave: (event: PointerEvent) => {
        if (!isHeld && event.pointerType !== 'touch') setCursor(null);
      },
    },
  };
}

function at(event: PointerEvent, cursorAt: CursorProps['cursorAt']): Cursor | null {
  const box = event.currentTarget.getBoundingClientRect();
  return cursorAt(event.clientX - box.left, event.clientY - box.top);
}
