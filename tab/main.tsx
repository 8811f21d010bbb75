import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectHost } from './host/connect-host.ts';
import { fetchPageEarly } from './pages/registry.ts';
import { createI18n, parseLanguage } from './words/create-i18n.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');
await open(root);

async function open(element: HTMLElement): Promise<void> {
  const host = await connectHost();
  fetchPageEarly(host.page);
  const language = parseLanguage(host.locale);
  document.documentElement.lang = language;
  const words = await createI18n(language);
  createRoot(element).render(<App host={host} words={words} language={language} />);
}
