import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The sandbox's own page, below `/sandbox/` on the app's port. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/sandbox/',
  plugins: [react()],
  build: {
    outDir: '../../dist/sandbox',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    // Calendar, cards and controls are one page that is always shown whole.
    chunkSizeWarningLimit: 2000,
  },
});
