import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ACTIVITY_TYPES, type ActivityType } from '../../../shared/classification/classification.ts';
import type { Kind } from '../../charts/kind-bar.tsx';
import { Kinds } from '../../charts/kinds.tsx';
import { ChartOrTable } from '../../panels/chart-or-table.tsx';
import { FigureTable, type TableRow } from '../../panels/figure-table.tsx';
import { PanelActions } from '../../panels/panel-actions.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import type { Language, Translate } from '../../words/create-i18n.ts';
import { formatHours } from '../../words/figures.ts';
import { formatWeeks } from '../../words/weeks.ts';
import type { Published } from './words.ts';

/** A median over fewer weeks than this says so. */
const MEDIAN_WEEKS = 13;

/** Internal time by kind, against its own median before. */
export function KindsPanel({ figures }: { figures: Published }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const kinds = figures.kinds.map((kind) => parseKind(kind, t));
  const label = t('time.kinds.chart', { weeks: formatWeeks(figures.recent.weeks, language) });
  return (
    <Panel
      heading={t('time.kinds.heading')}
      caption={caption(figures, language, t)}
      actions={
        <PanelActions
          counted={[t('time.kinds.counted1'), t('time.kinds.counted2')]}
          {...(kinds.length === 0 ? {} : { table: { isShown: isTable, onToggle: () => setTable(!isTable) } })}
        />
      }
    >
      {kinds.length === 0 ? (
        <p>{t('time.kinds.none')}</p>
      ) : (
        <ChartOrTable
          isTable={isTable}
          chart={<Kinds kinds={kinds} label={label} sentence={(words) => t('charts.kindSentence', words)} />}
          table={
            <FigureTable
              label={label}
              columns={[
                { name: t('time.kinds.kind') },
                { name: t('time.kinds.hours') },
                { name: t('time.kinds.median') },
              ]}
              rows={kinds.map((kind) => tableRow(kind, language))}
            />
          }
        />
      )}
    </Panel>
  );
}

function caption({ recent, kinds, weeks }: Published, language: Language, t: Translate): string {
  const words = {
    hours: formatHours(recent.hours.internal, language),
    weeks: formatWeeks(recent.weeks, language),
  };
  if (!kinds.some((kind) => kind.median !== null)) {
    return t('time.kinds.caption', words);
  }
  const before = weeks.filter(({ week, status }) => status === 'published' && !recent.weeks.includes(week));
  return before.length >= MEDIAN_WEEKS
    ? t('time.kinds.captionMedian', words)
    : t('time.kinds.captionMedianFew', words);
}

function parseKind({ activity, hours, median }: Published['kinds'][number], t: Translate): Kind {
  const name = isActivity(activity) ? t(`activities.${activity}`) : t('time.kinds.other');
  return { class: 'internal', name, hours, median };
}

function tableRow(kind: Kind, language: Language): TableRow {
  const median = kind.median === null ? '–' : formatHours(kind.median, language);
  return { name: kind.name, cells: [{ text: formatHours(kind.hours, language) }, { text: median }] };
}

const ACTIVITIES: readonly string[] = Object.values(ACTIVITY_TYPES).flat();

function isActivity(name: string): name is ActivityType {
  return ACTIVITIES.includes(name);
}
