import { useTranslation } from 'react-i18next';
import { DashedFrame } from '../../panels/dashed-frame.tsx';
import { Panel } from '../../panels/panel.tsx';
import { useServices } from '../../services.ts';
import { formatWeeks } from '../../words/weeks.ts';
import type { Published } from './words.ts';

/** Planned and kept: needs a Monday that the product has seen, so it says from when it is shown. */
export function PlannedPanel({ planned }: { planned: Published['planned'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  return (
    <Panel heading={t('time.planned.heading')} caption={t('time.planned.caption')}>
      <DashedFrame
        verdict={t('time.planned.from', { week: formatWeeks([planned.week], language) })}
        text={t('time.planned.why')}
      />
    </Panel>
  );
}
