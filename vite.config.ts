import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The tab: one page below `/tab/`, pages and languages in chunks of their own; and the pane in Outlook. */
export default defineConfig({
  root: 'tab',
  base: '/tab/',
  plugins: [react()],
  build: {
    outDir: '../dist/tab',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // What nearly every page needs is one file: from fifty small ones a phone took half a second more.
      output: {
        codeSplitting: {
          groups: [
            { name: 'base', minShareCount: 12 },
            { name: 'charts', test: /tab\/charts\//, minShareCount: 2 },
          ],
        },
      },
      input: ['index.html', 'outlook/pane.html'].map((page) => path.join(import.meta.dirname, 'tab', page)),
    },
  },
});
