import { makeStyles, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { weeksBetween } from '../../shared/calendar/week.ts';
import type { Kind } from '../charts/kind-bar.tsx';
import { Kinds } from '../charts/kinds.tsx';
import { ChartOrTable } from '../panels/chart-or-table.tsx';
import { DashedFrame } from '../panels/dashed-frame.tsx';
import { FigureTable } from '../panels/figure-table.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import type { Translate } from '../words/create-i18n.ts';
import { formatHours } from '../words/figures.ts';
import { formatWeeks, formatWeekSpan } from '../words/weeks.ts';
import { takenByWords, type WhatTook } from './what-took-words.ts';

/** As many as are added up where the reading is old enough. */
const WEEKS = 13;

const useStyles = makeStyles({
  words: {
    ...typographyStyles.body1,
    textWrap: 'pretty',
    maxWidth: '600px',
    ':not(:last-child)': { marginBottom: '8px' },
  },
});

/** What took moved time over thirteen weeks, and who had booked it: the reader's own sums. */
export function WhatTookPanel({ whatTook }: { whatTook: WhatTook }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const { weeks, moves, hours, rows } = whatTook;
  const count = weeksBetween(weeks.first, weeks.last) + 1;
  const span = formatWeekSpan(weeks.first, weeks.last, language);
  const early =
    count < WEEKS ? t('moved.whatTook.early', { week: formatWeeks([weeks.first], language) }) : null;
  const heading = t('moved.whatTook.heading', { count });
  if (moves === 0)
    return (
      <Panel heading={heading} {...(early === null ? {} : { caption: early })}>
        <DashedFrame text={t('moved.whatTook.empty')} note={t('moved.whatTook.emptyNext')} />
      </Panel>
    );
  const label = t('moved.whatTook.chart', { weeks: span });
  const caption = t('moved.whatTook.caption', {
    hours: formatHours(hours, language),
    weeks: span,
    count: moves,
  });
  return (
    <Panel
      heading={heading}
      caption={early === null ? caption : `${caption}. ${early}`}
      actions={
        <PanelActions
          counted={[
            t('moved.whatTook.counted1', { weeks: span }),
            t('moved.whatTook.counted2'),
            t('moved.whatTook.counted3'),
          ]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={
          <Kinds
            kinds={rows.map((row) => kindOf(row, t))}
            label={label}
            sentence={(words) => t('moved.whatTook.sentence', words)}
          />
        }
        table={
          <FigureTable
            label={label}
            columns={[
              { name: t('moved.whatTook.by') },
              { name: t('moved.whatTook.hours') },
              { name: t('moved.whatTook.moves') },
            ]}
            rows={rows.map((row) => ({
              name: takenByWords(row.by, t),
              cells: [{ text: formatHours(row.hours, language) }, { text: String(row.moves) }],
            }))}
          />
        }
      />
    </Panel>
  );
}

function kindOf({ by, hours }: WhatTook['rows'][number], t: Translate): Kind {
  const name = takenByWords(by, t);
  return { class: by === null || by.class === 'ignored' ? null : by.class, name, hours, median: null };
}

/** What it does to disagree with the calendar. */
export function DisagreeingPanel() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Panel heading={t('moved.disagreeing.heading')}>
      <p className={styles.words}>{t('moved.disagreeing.how')}</p>
      <p className={styles.words}>{t('moved.disagreeing.misses')}</p>
    </Panel>
  );
}
