import { tokens } from '@fluentui/react-components';

/** For fields that are disabled because the reader may only read: their values as legible as any text. */
export const READABLE = {
  '& input:disabled, & select:disabled': {
    color: tokens.colorNeutralForeground2,
    '-webkit-text-fill-color': tokens.colorNeutralForeground2,
  },
  // Chromium fades a select of its own accord.
  '& select:disabled': { opacity: 1 },
  // As exact as Fluent's own rule for the label of a disabled choice, and then some.
  '& input:disabled ~ .fui-Label': { color: tokens.colorNeutralForeground2 },
} as const;
