import { useTranslation } from 'react-i18next';
import type { AdminHealth } from '../../shared/contract/admin.ts';
import { KeyFigure } from '../panels/key-figure.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatNumber, formatPercent } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';

/** What the product takes of reps' time, over the teams whose weeks are published. */
export function BurdenPanel({ burden }: { burden: AdminHealth['burden'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  return (
    <Panel heading={t('admin.health.burden.heading')} caption={t('admin.health.burden.counted')}>
      {burden === null ? (
        <p>{t('admin.health.burden.none')}</p>
      ) : (
        <KeyFigure
          figure={t('admin.health.burden.figure', { seconds: burden.seconds })}
          note={t('admin.health.burden.note', {
            questions: formatNumber(burden.questions, language),
            weeks: formatWeeks(burden.weeks, language),
            share: formatPercent(burden.withinShare, language),
            limit: burden.limit,
          })}
        />
      )}
    </Panel>
  );
}
