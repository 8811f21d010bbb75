import { useTranslation } from 'react-i18next';
import type { Agreement } from '../../shared/contract/precision.ts';
import { useServices } from '../services.ts';
import { formatPercent, formatPercentRange } from '../words/figures.ts';
import { DashedFrame } from './dashed-frame.tsx';

/** In the place of a verdict: that the classes may be wrong too often for one, by how much, and what comes next. */
export function VerdictHeld({ agreement, needed }: { agreement: Agreement; needed: number }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const bar = formatPercent(needed, language);
  const isByFewAnswers = agreement.share >= needed;
  return (
    <DashedFrame
      verdict={t('held.verdict')}
      figure={t('held.figure', { share: formatPercent(agreement.share, language) })}
      text={`${t('held.interval', {
        range: formatPercentRange(agreement.low, agreement.high, language),
        count: agreement.answers,
      })} ${t(isByFewAnswers ? 'held.fewAnswers' : 'held.oftenWrong', { needed: bar })}`}
      note={t(isByFewAnswers ? 'held.nextAnswers' : 'held.nextCorrect')}
    />
  );
}
