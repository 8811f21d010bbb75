const INK = 'var(--colorNeutralForeground1)';
const QUIET = 'var(--colorNeutralForeground3)';
const ink = { default: INK, subtle: QUIET };
const sizes = {
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
};

/** Draws cards about as Teams does, in the page's own theme. Colours are variables: a theme changes them in place. */
export const CARD_HOST_CONFIG = {
  fontFamily: 'var(--fontFamilyBase)',
  spacing: { small: 6, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  fontTypes: {
    default: { fontFamily: 'var(--fontFamilyBase)', ...sizes },
    monospace: { fontFamily: 'var(--fontFamilyMonospace)', ...sizes },
  },
  lineHeights: { small: 16, default: 20, medium: 22, large: 28, extraLarge: 32 },
  textBlock: { headingLevel: 3 },
  containerStyles: {
    default: {
      backgroundColor: 'transparent',
      foregroundColors: {
        default: ink,
        dark: ink,
        light: ink,
        accent: ink,
        good: ink,
        warning: ink,
        attention: ink,
      },
    },
  },
  actions: {
    maxActions: 6,
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'stretch',
    spacing: 'default',
    // A reason of two words may take two lines on a phone.
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
  },
};
