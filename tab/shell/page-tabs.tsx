import { makeStyles, mergeClasses, useOverflowMenu, useOverflowVisibility } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PAGE_RULES, type PageKey } from '../pages/page-rules.ts';
import { ChoiceMenu, type Choice } from './choice-menu.tsx';
import { TabStrip } from './tab-strip.tsx';

const useStyles = makeStyles({
  tabs: { flexGrow: 1, minWidth: 0 },
  more: { alignSelf: 'center', flexShrink: 0 },
  wideOnly: { '@media (max-width: 639px)': { display: 'none' } },
  narrowOnly: { '@media (min-width: 640px)': { display: 'none' } },
});

interface PageTabsProps {
  readonly pages: readonly PageKey[];
  readonly shown: PageKey;
  /** The id of the element that holds the page. */
  readonly panel: string;
  readonly onOpen: (page: PageKey) => void;
}

/** The pages: tabs, those without room in a menu; all in one menu under 640 px. */
export function PageTabs(props: PageTabsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const choices = props.pages.map((page) => ({ value: page, name: t(PAGE_RULES[page].title) }));
  const open = (value: string) => {
    const page = props.pages.find((key) => key === value);
    if (page !== undefined) props.onOpen(page);
  };
  const isOne = choices.length === 1;
  return (
    <>
      <div className={mergeClasses(styles.tabs, isOne ? undefined : styles.wideOnly)}>
        <TabStrip
          label={t('shell.pages')}
          tabs={choices}
          shown={props.shown}
          panel={props.panel}
          onOpen={open}
        >
          <MorePages choices={choices} shown={props.shown} onOpen={open} />
        </TabStrip>
      </div>
      {isOne ? null : (
        <div className={styles.narrowOnly}>
          <ChoiceMenu
            label={t(PAGE_RULES[props.shown].title)}
            choices={choices}
            chosen={props.shown}
            onChoose={open}
          />
        </div>
      )}
    </>
  );
}

function MorePages(props: { choices: readonly Choice[]; shown: string; onOpen: (value: string) => void }) {
  const { t } = useTranslation();
  const { ref, isOverflowing, overflowCount } = useOverflowMenu<HTMLDivElement>();
  const { itemVisibility } = useOverflowVisibility();
  const styles = useStyles();
  if (!isOverflowing) return null;
  return (
    <div ref={ref} className={styles.more}>
      <ChoiceMenu
        label={t('shell.more', { count: overflowCount })}
        choices={props.choices.filter(({ value }) => itemVisibility[value] === false)}
        chosen={props.shown}
        onChoose={props.onOpen}
      />
    </div>
  );
}
