import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredPrecision } from '../../shared/contract/precision.ts';
import { AgreementRows, type AgreementRow } from '../charts/agreement-rows.tsx';
import { ChartOrTable } from '../panels/chart-or-table.tsx';
import { KeyFigure } from '../panels/key-figure.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatNumber, formatPercent, formatPercentRange } from '../words/figures.ts';
import { AgreementTable } from './agreement-panel.tsx';

/** Is the classifier as sure as it says? What was promised against what was so, by confidence. */
export function CalibrationPanel({ calibration }: { calibration: MeasuredPrecision['calibration'] }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const ranges = calibration.bins.map(({ from, to }) => formatPercentRange(from, to, language));
  const rows = calibration.bins.map(({ mean, agreement }, index): AgreementRow => {
    const name = t('admin.classification.calibration.bin', { range: ranges[index] ?? '' });
    return {
      name,
      agreement,
      mark: mean,
      sentence: t('admin.classification.calibration.sentence', {
        name,
        mean: formatPercent(mean, language),
        share: formatPercent(agreement.share, language),
        range: formatPercentRange(agreement.low, agreement.high, language),
        count: agreement.answers,
      }),
    };
  });
  const label = t('admin.classification.calibration.chart');
  const promised = t('admin.classification.calibration.promised');
  return (
    <Panel
      heading={t('admin.classification.calibration.heading')}
      caption={t('admin.classification.calibration.caption')}
      actions={
        <PanelActions
          counted={[
            t('admin.classification.calibration.counted1'),
            t('admin.classification.calibration.counted2'),
          ]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={<AgreementRows rows={rows} label={label} bar={null} />}
        table={
          <AgreementTable
            rows={rows.map((row, index) => ({ ...row, name: ranges[index] ?? row.name }))}
            label={label}
            first={t('admin.classification.calibration.step')}
            mark={promised}
          />
        }
      />
      <KeyFigure
        figure={t('admin.classification.calibration.figure', {
          points: formatNumber(calibration.error, language),
        })}
        note={t('admin.classification.calibration.note')}
      />
    </Panel>
  );
}
