import { useTranslation } from 'react-i18next';
import type { AdminClassification, MeasuredPrecision, Precision } from '../../shared/contract/precision.ts';
import { AgreementPanel } from '../admin/agreement-panel.tsx';
import { CalibrationPanel } from '../admin/calibration-panel.tsx';
import { useClassification } from '../admin/use-admin.ts';
import { DashedFrame } from '../panels/dashed-frame.tsx';
import { KeyFigure } from '../panels/key-figure.tsx';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { Panel } from '../panels/panel.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useServices } from '../services.ts';
import type { Language, Translate } from '../words/create-i18n.ts';
import { formatPercent } from '../words/figures.ts';
import { formatWeeks } from '../words/weeks.ts';

const TOP = {
  sv: [
    [1, 3],
    [3, 4],
    [4, 6],
  ],
  en: [
    [2, 3],
    [3, 6],
    [4, 6],
  ],
} as const;
/** The heights of its panels where enough reps have answered. */
const SKELETON = [
  [
    [320, 416, 416],
    [320, 364, 380],
  ],
  [[136, 176, 192]],
] as const;

/** *Classification*: how often the classes are right, by the reps' own word on a random sample. No event and no rep. */
export default function ClassificationPage() {
  const query = useClassification();
  const { language } = useServices();
  if (query.data !== undefined) return <Shown classification={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP[language]} rows={SKELETON} />;
}

function Shown({ classification }: { classification: AdminClassification }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const { precision } = classification;
  return (
    <PageFrame
      heading={headingOf(precision, language, t)}
      text={[t('admin.classification.text'), versionOf(classification, language, t)]}
    >
      {precision.status === 'measured' ? (
        <>
          <PanelRow>
            <AgreementPanel precision={precision} />
            <CalibrationPanel calibration={precision.calibration} />
          </PanelRow>
          <ErrorPanel precision={precision} />
        </>
      ) : (
        <Panel heading={t('admin.classification.agreement.heading')}>
          <Missing precision={precision} />
        </Panel>
      )}
    </PageFrame>
  );
}

function headingOf(precision: Precision, language: Language, t: Translate): string {
  switch (precision.status) {
    case 'not_enough':
      return t('admin.classification.early.heading');
    case 'few_reps':
      return t('admin.classification.few.heading');
    case 'measured': {
      const share = formatPercent(precision.agreement.share, language);
      const verdict = t(`admin.classification.${precision.isEnough ? 'enough' : 'notEnough'}`);
      return `${t('admin.classification.heading', { share })} ${verdict}`;
    }
  }
}

function versionOf(
  { week, classifierVersion }: AdminClassification,
  language: Language,
  t: Translate,
): string {
  return week === null
    ? t('admin.classification.versionNone', { version: classifierVersion })
    : t('admin.classification.version', {
        week: formatWeeks([week], language),
        version: classifierVersion,
      });
}

/** What is missing, and when it comes. */
function Missing({ precision }: { precision: Exclude<Precision, MeasuredPrecision> }) {
  const { t } = useTranslation();
  const { language } = useServices();
  if (precision.status === 'few_reps')
    return (
      <DashedFrame
        verdict={t('panels.notEnough')}
        text={t('admin.classification.few.text', { count: precision.minimum })}
      />
    );
  const { answers, needed, expected } = precision;
  return (
    <DashedFrame
      verdict={t('panels.notEnough')}
      figure={t('admin.classification.early.had', { had: answers, needed })}
      text={
        expected === null
          ? t('admin.classification.early.none')
          : t('admin.classification.early.expected', { week: formatWeeks([expected], language) })
      }
      note={t('admin.classification.early.why')}
    />
  );
}

/** How far the selling share of a rep may be off: the mean and the worst, nobody named. */
function ErrorPanel({ precision: { sellingError, minimum } }: { precision: MeasuredPrecision }) {
  const { t } = useTranslation();
  return (
    <Panel
      heading={t('admin.classification.error.heading')}
      caption={t('admin.classification.error.caption')}
    >
      {sellingError === null ? (
        <DashedFrame
          verdict={t('panels.notEnough')}
          text={t('admin.classification.error.missing', { count: minimum })}
        />
      ) : (
        <KeyFigure
          figure={t('admin.classification.error.mean', { points: sellingError.mean })}
          note={t('admin.classification.error.worst', {
            points: sellingError.worst,
            reps: sellingError.reps,
          })}
        />
      )}
    </Panel>
  );
}
