import { defineConfig, type Plugin } from 'vite';

/** What `could-be-selling.ts` takes of the lexicon; all of it would be most of the file. */
const CONCEPTS = ['prospecting', 'call', 'visit', 'delivery', 'support', 'prep', 'recruiting', 'supplier'];

const fewWords: Plugin = {
  name: 'few-words',
  enforce: 'pre',
  transform: (code, id) => {
    if (!/\/lexicon\/\w+\.json$/.test(id)) return null;
    const concepts = Object.entries(JSON.parse(code)).filter(([name]) => CONCEPTS.includes(name));
    return JSON.stringify(Object.fromEntries(concepts));
  },
};

/** What Outlook runs for an event: one classic script, for the oldest of its engines. Built beside the tab, after it. */
export default defineConfig({
  root: 'tab/outlook',
  publicDir: false,
  plugins: [fewWords],
  build: {
    outDir: '../../dist/tab/outlook',
    emptyOutDir: false,
    target: 'es2016',
    lib: { entry: 'events.ts', formats: ['iife'], name: 'followthrough', fileName: () => 'events.js' },
  },
});
