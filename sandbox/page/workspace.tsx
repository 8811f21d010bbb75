import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { CalendarPanel } from './calendar-panel.tsx';
import { ChatPanel } from './chat-panel.tsx';
import type { EventDraft } from './event-draft.ts';
import { MovesPanel } from './moves-panel.tsx';
import { usePage } from './page-context.ts';
import { RequestsPanel } from './requests-panel.tsx';
import { TabPanel, type TabPlace } from './tab-panel.tsx';
import { useTourPlace } from './tour-place.ts';
import type { Side } from './tour-steps.ts';

const SIDES: readonly Side[] = ['chat', 'tab', 'requests'];

const useStyles = makeStyles({
  columns: {
    display: 'grid',
    gap: '16px',
    alignItems: 'start',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@media (min-width: 1100px)': {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(400px, 0.44fr)',
      gridTemplateRows: 'auto 1fr',
    },
  },
  // Beside the two others where there is room, between them where there is not.
  side: {
    '@media (min-width: 1100px)': { gridColumnStart: 2, gridRow: '1 / span 2' },
    boxSizing: 'border-box',
    minWidth: 0,
    borderRadius: '8px',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  tabs: { flexWrap: 'wrap', padding: '4px 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** The calendar and what the product says about it, beside what Teams shows that person. */
export function Workspace() {
  const styles = useStyles();
  const { strings, person } = usePage();
  const [side, setSide] = useState<Side>(person.role === 'rep' ? 'chat' : 'tab');
  const [place, setPlace] = useState<TabPlace>({
    page: person.role === 'rep' ? 'moved' : 'time',
    subPage: null,
  });
  const [draft, setDraft] = useState<EventDraft | null>(null);
  const { onSide } = useTourPlace();
  useEffect(() => onSide(side), [side, onSide]);
  const openTab = (next: TabPlace) => {
    setPlace(next);
    setSide('tab');
  };
  return (
    <div className={styles.columns}>
      <CalendarPanel draft={draft} onDraft={setDraft} />
      <div className={styles.side}>
        <TabList
          className={styles.tabs}
          selectedValue={side}
          onTabSelect={(_event, { value }) => setSide(SIDES.find((one) => one === value) ?? 'chat')}
        >
          {SIDES.map((one) => (
            <Tab
              key={one}
              value={one}
              id={`side-${one}-tab`}
              aria-controls={`side-${one}`}
              {...(one === side ? {} : { 'data-tour-target': one })}
            >
              {strings[one]}
            </Tab>
          ))}
        </TabList>
        {SIDES.map((one) => (
          <div
            key={one}
            role="tabpanel"
            id={`side-${one}`}
            aria-labelledby={`side-${one}-tab`}
            hidden={one !== side}
            {...(one === side ? { 'data-tour-target': one } : {})}
          >
            {one === 'chat' ? <ChatPanel onOpenTab={openTab} onDraft={setDraft} /> : null}
            {one === 'tab' && side === one ? <TabPanel place={place} /> : null}
            {one === 'requests' && side === one ? <RequestsPanel /> : null}
          </div>
        ))}
      </div>
      <MovesPanel onOpen={(subPage) => openTab({ page: 'moved', subPage })} />
    </div>
  );
}
