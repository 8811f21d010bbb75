import { makeStyles, Tab, TabList, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { CalendarPanel } from './calendar-panel.tsx';
import { ChatPanel } from './chat-panel.tsx';
import type { EventDraft } from './event-draft.ts';
import { MovesPanel } from './moves-panel.tsx';
import { usePage } from './page-context.ts';
import { TabPanel, type TabPlace } from './tab-panel.tsx';

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
  tabs: { padding: '4px 8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
});

/** What is open to the right, and what the tab in Teams shows. */
type Side = 'chat' | 'tab';

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
          onTabSelect={(_event, { value }) => setSide(value === 'tab' ? 'tab' : 'chat')}
        >
          <Tab value="chat" id="side-chat-tab" aria-controls="side-chat">
            {strings.chat}
          </Tab>
          <Tab value="tab" id="side-tab-tab" aria-controls="side-tab">
            {strings.tab}
          </Tab>
        </TabList>
        <div role="tabpanel" id="side-chat" aria-labelledby="side-chat-tab" hidden={side !== 'chat'}>
          <ChatPanel onOpenTab={openTab} onDraft={setDraft} />
        </div>
        <div role="tabpanel" id="side-tab" aria-labelledby="side-tab-tab" hidden={side !== 'tab'}>
          {side === 'tab' ? <TabPanel place={place} /> : null}
        </div>
      </div>
      <MovesPanel onOpen={(subPage) => openTab({ page: 'moved', subPage })} />
    </div>
  );
}
