import { Button, makeStyles } from '@fluentui/react-components';
import { ChevronLeftRegular, ChevronRightRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { IsoWeek } from '../../shared/calendar/time.ts';
import type { Week } from '../../shared/contract/week.ts';
import { Legend } from '../charts/legend.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { weekNumber } from '../words/weeks.ts';
import { DayStrips } from './day-strips.tsx';
import { axisHour, datesWords } from './week-words.ts';

const useStyles = makeStyles({
  steps: {
    display: 'flex',
    gap: '4px',
    margin: '-4px -6px 0 0',
    // Below the heading, where it has no room beside it: the arrow under the text, not its button.
    '@container (max-width: 420px)': { margin: '-4px 0 0 -6px' },
  },
  legend: { paddingTop: '12px', '> ul': { marginBottom: 0 } },
});

/** The week as strips, with a step to the weeks around it. */
export function DaysPanel(props: {
  week: Week;
  numbers: ReadonlyMap<string, number>;
  onPick: (event: string) => void;
  onOpen: (week: IsoWeek) => void;
}) {
  const { week } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useServices();
  const { from, to } = week.hours;
  return (
    <Panel
      heading={t('week.days.heading', {
        week: weekNumber(week.week),
        dates: datesWords(week.days, language),
      })}
      caption={t('week.days.caption', { from: axisHour(from), to: axisHour(to) })}
      actions={
        <div className={styles.steps}>
          <Step to={week.previous} label={t('week.days.previous')} onOpen={props.onOpen}>
            <ChevronLeftRegular />
          </Step>
          <Step to={week.next} label={t('week.days.next')} onOpen={props.onOpen}>
            <ChevronRightRegular />
          </Step>
        </div>
      }
    >
      <DayStrips week={week} numbers={props.numbers} onPick={props.onPick} />
      <div className={styles.legend}>
        <Legend />
      </div>
    </Panel>
  );
}

/** Stays focusable where there is no further week, so that the keyboard does not lose its place. */
function Step(props: {
  to: IsoWeek | null;
  label: string;
  onOpen: (week: IsoWeek) => void;
  children: React.JSX.Element;
}) {
  const { to, label, onOpen } = props;
  return (
    <Button
      appearance="subtle"
      icon={props.children}
      aria-label={label}
      disabledFocusable={to === null}
      onClick={() => {
        if (to !== null) onOpen(to);
      }}
    />
  );
}
