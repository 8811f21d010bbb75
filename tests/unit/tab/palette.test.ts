import { teamsDarkTheme, teamsLightTheme } from '@fluentui/react-components';
import { describe, expect, it } from 'vitest';
import { chartPaint, CLASS_COLOURS } from '../../../tab/theme/palette.ts';
import { resolveMode, type Mode, type SystemLook } from '../../../tab/theme/resolve-mode.ts';

/** WCAG 2.2 relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [bright = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const CARDS = {
  light: teamsLightTheme.colorNeutralBackground1,
  dark: teamsDarkTheme.colorNeutralBackground1,
} as const;

describe('the palette', () => {
  it.each([
    ['light', 'selling', 10.5],
    ['light', 'unsure', 6.2],
    ['light', 'supporting', 3.2],
    ['light', 'internal', 11.1],
    ['light', 'gap', 3.5],
    ['dark', 'selling', 9.9],
    ['dark', 'unsure', 6.5],
    ['dark', 'supporting', 3.1],
    ['dark', 'internal', 10.5],
    ['dark', 'gap', 4.3],
  ] as const)('in %s sets %s off from the card by %f', (mode, name, ratio) => {
    expect(contrast(CLASS_COLOURS[mode][name], CARDS[mode])).toBeCloseTo(ratio, 1);
  });

  it.each([
    ['light', 'selling', 'supporting', 3.3],
    ['light', 'supporting', 'internal', 3.5],
    ['dark', 'selling', 'supporting', 3.2],
    ['dark', 'supporting', 'internal', 3.4],
  ] as const)('in %s sets %s off from %s by %f', (mode, one, other, ratio) => {
    expect(contrast(CLASS_COLOURS[mode][one], CLASS_COLOURS[mode][other])).toBeCloseTo(ratio, 1);
  });

  it.each(['light', 'dark'] as const)('keeps 3 to 1 between all neighbours and the card in %s', (mode) => {
    const { selling, unsure, supporting, internal, gap } = CLASS_COLOURS[mode];
    const pairs = [selling, unsure, supporting, internal, gap].map((colour) => contrast(colour, CARDS[mode]));
    expect(Math.min(...pairs, contrast(selling, supporting), contrast(supporting, internal))).toBeGreaterThan(
      3,
    );
  });

  it.each([true, false])('has no colour of its own in the contrast theme (forced colours: %s)', (forced) => {
    expect(JSON.stringify(chartPaint('contrast', forced))).not.toMatch(/#[0-9a-f]{3,8}/i);
  });

  it('tells the classes apart by texture where there is one ink', () => {
    const { classes } = chartPaint('contrast', true);
    expect(classes).toEqual({
      selling: { colour: 'CanvasText', texture: 'solid', outline: null },
      unsure: { colour: 'CanvasText', texture: 'diagonal', outline: 'dashed' },
      supporting: { colour: 'CanvasText', texture: 'dots', outline: 'solid' },
      internal: { colour: 'CanvasText', texture: 'rows', outline: 'solid' },
    });
  });
});

describe('the look', () => {
  const system = (dark: boolean, forcedColors = false): SystemLook => ({ dark, forcedColors });
  it.each<['default' | 'dark' | 'contrast' | 'glass', SystemLook, Mode]>([
    ['default', system(true), 'light'],
    ['dark', system(false), 'dark'],
    ['contrast', system(false), 'contrast'],
    ['glass', system(false), 'light'],
    ['glass', system(true), 'dark'],
    ['default', system(false, true), 'contrast'],
    ['dark', system(true, true), 'contrast'],
  ])('of the host theme %s with the system %j is %s', (theme, look, mode) => {
    expect(resolveMode(theme, look)).toBe(mode);
  });
});
