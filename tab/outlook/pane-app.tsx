import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AppFrame } from '../app-frame.tsx';
import type { Host } from '../host/host.ts';
import { connectBrowser } from '../host/browser-host.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import type { Language } from '../words/create-i18n.ts';
import { Pane } from './pane.tsx';

const useStyles = makeStyles({
  provider: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  frame: { boxSizing: 'border-box', maxWidth: '560px', padding: '20px 16px' },
  text: { ...typographyStyles.body1 },
});

/** The pane beside a meeting; outside Outlook, where it belongs. */
export function PaneApp(props: { host: Host | null; words: i18n; language: Language }) {
  const { words, language } = props;
  const styles = useStyles();
  const [host] = useState(() => props.host ?? connectBrowser());
  return (
    <AppFrame
      host={host}
      words={words}
      language={language}
      ground="colorNeutralBackground1"
      className={styles.provider}
    >
      <main className={styles.frame}>
        <ErrorBoundary>{props.host === null ? <NoOutlook /> : <Pane />}</ErrorBoundary>
      </main>
    </AppFrame>
  );
}

function NoOutlook(): ReactNode {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      <h1>{t('product.name')}</h1>
      <p className={styles.text}>{t('outlook.noOutlook')}</p>
    </>
  );
}
