import { FluentProvider, makeStyles } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useLayoutEffect, useMemo, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createApiClient } from './api-client.ts';
import type { Host } from './host/host.ts';
import { createQueryClient } from './queries.ts';
import { ServicesContext } from './services.ts';
import { Shell } from './shell/shell.tsx';
import { FLUENT_THEMES } from './theme/fluent-themes.ts';
import { useLook } from './theme/use-look.ts';
import type { Language } from './words/create-i18n.ts';

const useStyles = makeStyles({
  provider: { fontVariantNumeric: 'tabular-nums', backgroundColor: 'transparent' },
});

/** Wires what the pages use: host, language, API, look. */
export function App({ host, words, language }: { host: Host; words: i18n; language: Language }) {
  const styles = useStyles();
  const { mode, paint } = useLook(host);
  const [queries] = useState(createQueryClient);
  const api = useMemo(() => createApiClient({ token: () => host.token(), language }), [host, language]);
  const services = useMemo(() => ({ host, api, language, mode, paint }), [host, api, language, mode, paint]);
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = mode === 'light' ? 'light' : 'dark';
    document.body.style.backgroundColor = FLUENT_THEMES[mode].colorNeutralBackground3;
  }, [mode]);
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <FluentProvider theme={FLUENT_THEMES[mode]} className={styles.provider}>
          <ServicesContext value={services}>
            <Shell />
          </ServicesContext>
        </FluentProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
