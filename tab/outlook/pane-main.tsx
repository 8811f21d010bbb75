import { createRoot } from 'react-dom/client';
import { createI18n, parseLanguage } from '../words/create-i18n.ts';
import { connectOutlook } from './outlook-host.ts';
import { PaneApp } from './pane-app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
await open(root);

async function open(element: HTMLElement): Promise<void> {
  const host = await connectOutlook();
  const language = parseLanguage(host?.locale ?? navigator.language);
  document.documentElement.lang = language;
  const words = await createI18n(language);
  createRoot(element).render(<PaneApp host={host} words={words} language={language} />);
}
