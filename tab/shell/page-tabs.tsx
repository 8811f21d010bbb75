import {
  makeStyles,
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Overflow,
  OverflowItem,
  Tab,
  TabList,
  useIsOverflowItemVisible,
  useOverflowMenu,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { PAGES, type PageKey } from '../pages/registry.ts';

const useStyles = makeStyles({
  wide: {
    flexGrow: 1,
    minWidth: 0,
    marginLeft: '-10px',
    overflow: 'hidden',
    '@media (max-width: 639px)': { display: 'none' },
  },
  narrow: { '@media (min-width: 640px)': { display: 'none' } },
  tabs: { flexWrap: 'nowrap' },
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
  return (
    <>
      <nav className={styles.wide} aria-label={t('shell.pages')}>
        <Overflow minimumVisible={1}>
          <TabList
            className={styles.tabs}
            selectedValue={props.shown}
            onTabSelect={(_, { value }) => open(props, value)}
          >
            {props.pages.map((page) => (
              <OverflowItem key={page} id={page} priority={page === props.shown ? 2 : 1}>
                <Tab value={page}>{t(PAGES[page].title)}</Tab>
              </OverflowItem>
            ))}
            <MorePages {...props} />
          </TabList>
        </Overflow>
      </nav>
      <nav className={styles.narrow} aria-label={t('shell.pages')}>
        <PagesMenu {...props} label={t(PAGES[props.shown].title)} />
      </nav>
    </>
  );
}

function MorePages(props: PageTabsProps) {
  const { t } = useTranslation();
  const { ref, isOverflowing, overflowCount } = useOverflowMenu<HTMLDivElement>();
  if (!isOverflowing) return null;
  return (
    <div ref={ref}>
      <PagesMenu {...props} label={t('shell.more', { count: overflowCount })} isRest />
    </div>
  );
}

function PagesMenu(props: PageTabsProps & { label: string; isRest?: boolean }) {
  return (
    <Menu
      checkedValues={{ page: [props.shown] }}
      onCheckedValueChange={(_, { checkedItems }) => open(props, checkedItems[0])}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton>{props.label}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {props.pages.map((page) =>
            props.isRest === true ? <RestItem key={page} page={page} /> : <PageItem key={page} page={page} />,
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function RestItem({ page }: { page: PageKey }) {
  return useIsOverflowItemVisible(page) ? null : <PageItem page={page} />;
}

function PageItem({ page }: { page: PageKey }) {
  const { t } = useTranslation();
  return (
    <MenuItemRadio name="page" value={page}>
      {t(PAGES[page].title)}
    </MenuItemRadio>
  );
}

function open({ pages, onOpen }: PageTabsProps, value: unknown): void {
  const page = pages.find((key) => key === value);
  if (page !== undefined) onOpen(page);
}
