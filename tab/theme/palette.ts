import type { SplitClass } from '../../shared/classification/classification.ts';
import type { Mode } from './resolve-mode.ts';

/** How one class is drawn. Colour means class and nothing else. */
export interface ClassPaint {
  readonly colour: string;
  readonly texture: 'solid' | 'diagonal' | 'dots' | 'rows';
  /** Width is always 1; null where the area needs none. */
  readonly outline: 'solid' | 'dashed' | null;
}

export interface ChartPaint {
  readonly classes: Readonly<Record<SplitClass, ClassPaint>>;
  /** The card that charts stand on. */
  readonly card: string;
  readonly ink: string;
  readonly gap: string;
  readonly grid: string;
  /** Grid lines are dotted where lines have but one colour. */
  readonly gridDash: string | null;
  readonly focus: string;
}

/** Ratios to the card and to neighbours are tested; the card is the theme's own neutral background 1. */
export const CLASS_COLOURS = {
  light: {
    selling: '#0B3F78',
    unsure: '#616161',
    supporting: '#789790',
    internal: '#622D00',
    gap: '#8A8A8A',
  },
  dark: {
    selling: '#B3D9FF',
    unsure: '#ADADAD',
    supporting: '#677771',
    internal: '#F7D7A3',
    gap: '#8C8C8C',
  },
} as const;

/** Colours in light and dark; textures in one ink in the contrast theme, and in the system's where it forces them. */
export function chartPaint(mode: Mode, forcedColors: boolean): ChartPaint {
  return mode === 'contrast' ? contrastPaint(forcedColors) : colourPaint(mode);
}

function colourPaint(mode: 'light' | 'dark'): ChartPaint {
  const colours = CLASS_COLOURS[mode];
  return {
    classes: {
      selling: { colour: colours.selling, texture: 'solid', outline: null },
      unsure: { colour: colours.unsure, texture: 'diagonal', outline: 'solid' },
      supporting: { colour: colours.supporting, texture: 'solid', outline: null },
      internal: { colour: colours.internal, texture: 'solid', outline: null },
    },
    card: 'var(--colorNeutralBackground1)',
    ink: 'var(--colorNeutralForeground1)',
    gap: colours.gap,
    grid: 'var(--colorNeutralStroke2)',
    gridDash: null,
    focus: 'var(--colorStrokeFocus2)',
  };
}

function contrastPaint(forcedColors: boolean): ChartPaint {
  const ink = forcedColors ? 'CanvasText' : 'var(--colorNeutralForeground1)';
  return {
    classes: {
      selling: { colour: ink, texture: 'solid', outline: null },
      unsure: { colour: ink, texture: 'diagonal', outline: 'dashed' },
      supporting: { colour: ink, texture: 'dots', outline: 'solid' },
      internal: { colour: ink, texture: 'rows', outline: 'solid' },
    },
    card: forcedColors ? 'Canvas' : 'var(--colorNeutralBackground1)',
    ink,
    gap: ink,
    grid: ink,
    gridDash: '1 5',
    focus: forcedColors ? 'Highlight' : 'var(--colorStrokeFocus2)',
  };
}
