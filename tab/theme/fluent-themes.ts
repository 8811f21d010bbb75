import {
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import type { Mode } from './resolve-mode.ts';

const fontFamilyBase = '"Segoe UI", "Open Sans", system-ui, sans-serif';

export const FLUENT_THEMES: Readonly<Record<Mode, Theme>> = {
  light: { ...teamsLightTheme, fontFamilyBase },
  dark: { ...teamsDarkTheme, fontFamilyBase },
  contrast: { ...teamsHighContrastTheme, fontFamilyBase },
};
