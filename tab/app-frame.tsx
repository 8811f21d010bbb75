import { FluentProvider } from '@fluentui/react-components';
import { QueryClientProvider } from '@tanstack/react-query';
import type { i18n } from 'i18next';
import { useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createApiClient } from './api-client.ts';
import type { Host } from './host/host.ts';
import { createQueryClient } from './queries.ts';
import { ServicesContext } from './services.ts';
import { FLUENT_THEMES } from './theme/fluent-themes.ts';
import { useLook } from './theme/use-look.ts';
import type { Language } from './words/create-i18n.ts';

/** Wires what pages use: host, language, API, look. The body takes the colour of the ground that they stand on. */
export function AppFrame(props: {
  host: Host;
  words: i18n;
  language: Language;
  ground: 'colorNeutralBackground1' | 'colorNeutralBackground3';
  className: string;
  children: ReactNode;
}) {
  const { host, words, language, ground, className, children } = props;
  const { mode, paint } = useLook(host);
  const [queries] = useState(createQueryClient);
  const api = useMemo(() => createApiClient({ token: () => host.token(), language }), [host, language]);
  const services = useMemo(() => ({ host, api, language, mode, paint }), [host, api, language, mode, paint]);
  useLayoutEffect(() => {
    document.documentElement.style.colorScheme = mode === 'light' ? 'light' : 'dark';
    document.body.style.backgroundColor = FLUENT_THEMES[mode][ground];
  }, [mode, ground]);
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <FluentProvider theme={FLUENT_THEMES[mode]} className={className}>
          <ServicesContext value={services}>{children}</ServicesContext>
        </FluentProvider>
      </QueryClientProvider>
    </I18nextProvider>
  );
}
