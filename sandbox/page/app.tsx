import {
  FluentProvider,
  makeStyles,
  MessageBar,
  MessageBarBody,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
  type Theme,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { choicesToSearch, parseChoices, type Choices } from './choices.ts';
import { PageBody } from './page-body.tsx';
import { PageContextValue, type PageContext } from './page-context.ts';
import { PageHeader } from './page-header.tsx';
import { fetchPeople } from './sandbox-api.ts';
import { STRINGS } from './strings.ts';
import { useClock } from './use-clock.ts';

const FONT = '"Segoe UI", "Open Sans", system-ui, sans-serif';
const THEMES: Readonly<Record<PageContext['theme'], Theme>> = {
  default: { ...teamsLightTheme, fontFamilyBase: FONT },
  dark: { ...teamsDarkTheme, fontFamilyBase: FONT },
  contrast: { ...teamsHighContrastTheme, fontFamilyBase: FONT },
};

const useStyles = makeStyles({
  page: {
    minHeight: '100vh',
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    fontVariantNumeric: 'tabular-nums',
  },
  main: {
    boxSizing: 'border-box',
    maxWidth: '1760px',
    margin: '0 auto',
    padding: '16px 24px 24px',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: '16px',
    '@media (max-width: 639px)': { padding: '12px 16px 16px' },
  },
});

/** The sandbox's page: who one is, what time it is, and what there is to try. */
export function App() {
  const styles = useStyles();
  const [choices, choose] = useChoices();
  const clock = useClock();
  const people = useQuery({ queryKey: ['people'], queryFn: fetchPeople, staleTime: Infinity });
  const hasForcedColors = useMedia('(forced-colors: active)');
  const theme = hasForcedColors ? 'contrast' : choices.look === 'dark' ? 'dark' : 'default';
  const strings = STRINGS[choices.language];
  useLayoutEffect(() => {
    document.documentElement.lang = choices.language;
    document.title = strings.title;
    document.documentElement.style.colorScheme = theme === 'default' ? 'light' : 'dark';
    document.body.style.backgroundColor = THEMES[theme].colorNeutralBackground3;
  }, [choices.language, strings, theme]);
  const person = people.data && personChosen(people.data.people, choices.as);
  const { reading } = clock;
  return (
    <FluentProvider theme={THEMES[theme]}>
      {/* Portals take over the provider's own class, so the page's stands inside. */}
      <div className={styles.page}>
        <PageHeader choices={choices} strings={strings} onChoose={choose} />
        <main className={styles.main} aria-label={strings.title}>
          {clock.failed || people.isError ? (
            <MessageBar intent="error">
              <MessageBarBody>{strings.notReached}</MessageBarBody>
            </MessageBar>
          ) : null}
          {people.data === undefined || person === undefined || reading === undefined ? null : (
            <PageContextValue
              value={{
                person,
                people: people.data,
                language: choices.language,
                strings,
                theme,
                now: Date.parse(reading.now),
                generation: reading.generation,
              }}
            >
              <PageBody clock={clock} onBecome={(as) => choose({ ...choices, as })} />
            </PageContextValue>
          )}
        </main>
      </div>
    </FluentProvider>
  );
}

/** By key, or the first of a role, as the addresses that the app prints name them. */
function personChosen(people: readonly PageContext['person'][], as: string) {
  return (
    people.find(({ key }) => key === as) ??
    people.find(({ role }) => role === as) ??
    people.find(({ role }) => role === 'rep')
  );
}

function useChoices(): [Choices, (next: Choices) => void] {
  const [choices, setChoices] = useState(() =>
    parseChoices(location.search, {
      languages: navigator.languages,
      prefersDark: matchMedia('(prefers-color-scheme: dark)').matches,
    }),
  );
  return [
    choices,
    (next) => {
      setChoices(next);
      history.replaceState(null, '', choicesToSearch(next));
    },
  ];
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
