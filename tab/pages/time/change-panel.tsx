import { useTranslation } from 'react-i18next';
import { DashedFrame } from '../../panels/dashed-frame.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import { formatWeeks } from '../../words/weeks.ts';
import type { Published } from './words.ts';

/** Is it changing? Too early to say: what is missing, and when it is there. */
export function ChangePanel({ trend }: { trend: Published['trend'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const count = Math.max(trend.weeksNeeded - trend.weeksHad, 0);
  return (
    <Panel heading={t('time.trend.heading')} caption={t('time.trend.caption')}>
      <DashedFrame
        verdict={t('panels.notEnough')}
        figure={t('time.trend.had', { had: trend.weeksHad, needed: trend.weeksNeeded })}
        text={t('time.trend.text', { count, week: formatWeeks([trend.expected], language) })}
        note={t('time.trend.why', { needed: trend.weeksNeeded })}
      />
    </Panel>
  );
}
