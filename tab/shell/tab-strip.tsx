import {
  makeStyles,
  mergeClasses,
  Overflow,
  OverflowItem,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Choice } from './choice-menu.tsx';

const useStyles = makeStyles({
  strip: { display: 'flex', flexWrap: 'nowrap', minWidth: 0, overflow: 'hidden' },
  tab: {
    ...typographyStyles.body1,
    position: 'relative',
    display: 'grid',
    flexShrink: 0,
    padding: '14px 12px 13px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    cursor: 'pointer',
    '::after': {
      content: '""',
      position: 'absolute',
      left: '12px',
      right: '12px',
      bottom: 0,
      height: '3px',
      borderRadius: tokens.borderRadiusCircular,
    },
    ':hover::after': { backgroundColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-4px' },
  },
  shown: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    '::after': {
      backgroundColor: tokens.colorCompoundBrandStroke,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
    ':hover::after': { backgroundColor: tokens.colorCompoundBrandStroke },
  },
  /** As wide as it is in bold: choosing a tab moves no other. */
  name: {
    '::after': {
      content: 'attr(data-name)',
      display: 'block',
      height: 0,
      overflow: 'hidden',
      visibility: 'hidden',
      fontWeight: tokens.fontWeightSemibold,
    },
  },
});

/**
 * Tabs as Fluent's `TabList` draws them and moves in them: one tab stop, arrows, Home and End walk, Enter
 * opens. Fluent's own sets hidden elements beside the list that can be focused, which no reader should meet,
 * and brings a focus manager that nothing else on the first page needs.
 */
export function TabStrip(props: {
  label: string;
  tabs: readonly Choice[];
  shown: string;
  /** The id of what the tabs open. */
  panel: string;
  onOpen: (value: string) => void;
  /** Stands last, for tabs without room. */
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Overflow minimumVisible={1}>
      <div role="tablist" aria-label={props.label} className={styles.strip} onKeyDown={walk}>
        {props.tabs.map(({ value, name }) => {
          const isShown = value === props.shown;
          return (
            <OverflowItem key={value} id={value} priority={isShown ? 2 : 1}>
              <button
                type="button"
                role="tab"
                aria-selected={isShown}
                aria-controls={props.panel}
                tabIndex={isShown ? 0 : -1}
                className={mergeClasses(styles.tab, isShown && styles.shown)}
                onClick={() => props.onOpen(value)}
              >
                <span data-name={name} className={styles.name}>
                  {name}
                </span>
              </button>
            </OverflowItem>
          );
        })}
        {props.children}
      </div>
    </Overflow>
  );
}

function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=tab]')].filter(
    (tab) => tab.offsetParent !== null,
  );
  const at = tabs.findIndex((tab) => tab === event.target);
  if (at < 0) return;
  const next = step(event.key, at, tabs.length);
  if (next === null) return;
  event.preventDefault();
  tabs[next]?.focus();
}

function step(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
