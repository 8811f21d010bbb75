import {
  makeStyles,
  mergeClasses,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  useOverflowMenu,
  useOverflowVisibility,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PAGE_RULES, type PageKey } from '../pages/page-rules.ts';
import { ChoiceMenu } from './choice-menu.tsx';

const useStyles = makeStyles({
  tabs: { flexGrow: 1, minWidth: 0, overflow: 'hidden' },
  list: { flexWrap: 'nowrap', minWidth: 0 },
  wideOnly: { '@media (max-width: 639px)': { display: 'none' } },
  narrowOnly: { '@media (min-width: 640px)': { display: 'none' } },
});

interface PageTabsProps {
  readonly pages: readonly PageKey[];
  readonly shown: PageKey;
  readonly onOpen: (page: PageKey) => void;
}

/** The pages: tabs, those without room in a menu; all in one menu under 640 px. */
export function PageTabs(props: PageTabsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const isOne = props.pages.length === 1;
  return (
    <>
      <nav
        className={mergeClasses(styles.tabs, isOne ? undefined : styles.wideOnly)}
        aria-label={t('shell.pages')}
      >
        <Overflow minimumVisible={1}>
          <TabList
            className={styles.list}
            selectedValue={props.shown}
            onTabSelect={(_, { value }) => open(props, value)}
          >
            {props.pages.map((page) => (
              <OverflowItem key={page} id={page} priority={page === props.shown ? 2 : 1}>
                <Tab value={page}>{t(PAGE_RULES[page].title)}</Tab>
              </OverflowItem>
            ))}
            <MorePages {...props} />
          </TabList>
        </Overflow>
      </nav>
      {isOne ? null : (
        <nav className={styles.narrowOnly} aria-label={t('shell.pages')}>
          <PagesMenu {...props} label={t(PAGE_RULES[props.shown].title)} />
        </nav>
      )}
    </>
  );
}

function MorePages(props: PageTabsProps) {
  const { t } = useTranslation();
  const { ref, isOverflowing, overflowCount } = useOverflowMenu<HTMLDivElement>();
  const { itemVisibility } = useOverflowVisibility();
  if (!isOverflowing) return null;
  const rest = props.pages.filter((page) => itemVisibility[page] === false);
  return (
    <div ref={ref}>
      <PagesMenu {...props} pages={rest} label={t('shell.more', { count: overflowCount })} />
    </div>
  );
}

function PagesMenu(props: PageTabsProps & { label: string }) {
  const { t } = useTranslation();
  return (
    <ChoiceMenu
      label={props.label}
      chosen={props.shown}
      choices={props.pages.map((page) => ({ value: page, name: t(PAGE_RULES[page].title) }))}
      onChoose={(page) => open(props, page)}
    />
  );
}

function open({ pages, onOpen }: PageTabsProps, value: unknown): void {
  const page = pages.find((key) => key === value);
  if (page !== undefined) onOpen(page);
}
