import { FluentProvider, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { createApiClient } from '../api-client.ts';
import type { Host } from '../host/host.ts';
import { connectBrowser } from '../host/browser-host.ts';
import { createQueryClient } from '../queries.ts';
import { ServicesContext } from '../services.ts';
import { ErrorBoundary } from '../shell/error-boundary.tsx';
import { FLUENT_THEMES } from '../theme/fluent-themes.ts';
import { useLook } from '../theme/use-look.ts';
import type { Language } from '../words/create-i18n.ts';
import { Pane } from './pane.tsx';

const useStyles = makeStyles({
  provider: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground1 },
  frame: { boxSizing: 'border-box', maxWidth: '560px', padding: '20px 16px' },
  text: { ...typographyStyles.body1 },
});

/** Wires what the pane uses; it is the tab's pages' own frame without their tabs. */
export function PaneApp(props: { host: Host | null; words: i18n; language: Language }) {
  const { words, language } = props;
  const styles = useStyles();
  const [host] = useState(() => props.host ?? connectBrowser());
  const { mode, paint } = useLook(host);
  const [queries] = useState(createQueryClient);
  const api = useMemo(() => createApiClient({ token: () => host.token(), language }), [host, language]);
  const services = useMemo(() => ({ host, api, language, mode, paint }), [host, api, language, mode, paint]);
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = mode === 'light' ? 'light' : 'dark';
    document.body.style.backgroundColor = FLUENT_THEMES[mode].colorNeutralBackground1;
  }, [mode]);
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <FluentProvider theme={FLUENT_THEMES[mode]} className={styles.provider}>
          <ServicesContext value={services}>
            <main className={styles.frame}>
              <ErrorBoundary>{props.host === null ? <NoOutlook /> : <Pane />}</ErrorBoundary>
            </main>
          </ServicesContext>
        </FluentProvider>
      </QueryClientProvider>
    </I18nextProvider>
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
