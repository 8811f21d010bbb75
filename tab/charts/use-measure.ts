import { useState } from 'react';
import type { Measure } from './fit-words.ts';

/** Measures words as a chart sets them: caption size, in the page's own typeface. */
export function useMeasure(): Measure {
  const [measure] = useState(createMeasure);
  return measure;
}

function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return () => Infinity;
  context.font = '12px "Segoe UI", "Open Sans", system-ui, sans-serif';
  return (text) => context.measureText(text).width;
}
