import { makeStyles } from '@fluentui/react-components';
import type { i18n } from 'i18next';
import { AppFrame } from './app-frame.tsx';
import type { Host } from './host/host.ts';
import { Shell } from './shell/shell.tsx';
import type { Language } from './words/create-i18n.ts';

const useStyles = makeStyles({
  provider: { fontVariantNumeric: 'tabular-nums', backgroundColor: 'transparent' },
});

/** The tab: its pages below their tabs. */
export function App(props: { host: Host; words: i18n; language: Language }) {
  const styles = useStyles();
  return (
    <AppFrame {...props} ground="colorNeutralBackground3" className={styles.provider}>
      <Shell />
    </AppFrame>
  );
}
