import { defineConfig } from 'vite';

/** What Outlook runs for an event: one classic script, for the oldest of its engines. Built beside the tab, after it. */
export default defineConfig({
  root: 'tab/outlook',
  publicDir: false,
  build: {
    outDir: '../../dist/tab/outlook',
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: 'events.ts', formats: ['iife'], name: 'followthrough', fileName: () => 'events.js' },
  },
});
