import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasuredPrecision } from '../../shared/contract/precision.ts';
import { AgreementRows, type AgreementRow } from '../charts/agreement-rows.tsx';
import { ChartOrTable } from '../panels/chart-or-table.tsx';
import { FigureTable } from '../panels/figure-table.tsx';
import { KeyFigure } from '../panels/key-figure.tsx';
import { PanelActions } from '../panels/panel-actions.tsx';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { formatNumber, formatPercent, formatPercentRange } from '../words/figures.ts';
import { joinClasses } from './join-classes.ts';

/** Are the classes right? All of them and each, with what the lower limit has to reach. */
export function AgreementPanel({ precision }: { precision: MeasuredPrecision }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const [isTable, setTable] = useState(false);
  const { agreement, needed, asked, reps, byClass } = precision;
  const rows: AgreementRow[] = [
    { name: t('admin.classification.agreement.all'), agreement },
    ...byClass.map((group) => ({
      name: joinClasses(group.classes, language, t),
      agreement: group.agreement,
    })),
  ].map((row) => ({
    ...row,
    mark: null,
    sentence: t('admin.classification.agreement.sentence', {
      name: row.name,
      share: formatPercent(row.agreement.share, language),
      range: formatPercentRange(row.agreement.low, row.agreement.high, language),
      count: row.agreement.answers,
    }),
  }));
  const label = t('admin.classification.agreement.chart');
  return (
    <Panel
      heading={t('admin.classification.agreement.heading')}
      caption={t('admin.classification.agreement.caption', { needed: formatPercent(needed, language) })}
      actions={
        <PanelActions
          counted={[
            t('admin.classification.agreement.counted1'),
            t('admin.classification.agreement.counted2'),
            t('admin.classification.agreement.counted3'),
            t('admin.classification.agreement.counted4'),
          ]}
          table={{ isShown: isTable, onToggle: () => setTable(!isTable) }}
        />
      }
    >
      <ChartOrTable
        isTable={isTable}
        chart={<AgreementRows rows={rows} label={label} bar={needed} />}
        table={<AgreementTable rows={rows} label={label} first={t('admin.classification.agreement.row')} />}
      />
      <KeyFigure
        figure={t('admin.classification.agreement.share', {
          share: formatPercent(agreement.share, language),
        })}
        note={t('admin.classification.agreement.figure', {
          answers: formatNumber(agreement.answers, language),
          asked: formatNumber(asked, language),
          rate: formatPercent(Math.round((100 * agreement.answers) / asked), language),
          reps,
        })}
      />
    </Panel>
  );
}

/** The same figures in words; with `mark` where the rows have one. */
export function AgreementTable(props: {
  rows: readonly AgreementRow[];
  label: string;
  first: string;
  mark?: string;
}) {
  const { rows, label, first, mark } = props;
  const { t } = useTranslation();
  const { language } = useServices();
  return (
    <FigureTable
      label={label}
      columns={[
        { name: first },
        ...(mark === undefined ? [] : [{ name: mark }]),
        { name: t('admin.classification.agreement.right') },
        { name: t('admin.classification.agreement.interval') },
        { name: t('admin.classification.agreement.answers') },
      ]}
      rows={rows.map(({ name, agreement, mark: promised }) => ({
        name,
        cells: [
          ...(promised === null ? [] : [{ text: formatPercent(promised, language) }]),
          { text: formatPercent(agreement.share, language) },
          { text: formatPercentRange(agreement.low, agreement.high, language) },
          { text: formatNumber(agreement.answers, language) },
        ],
      }))}
    />
  );
}
