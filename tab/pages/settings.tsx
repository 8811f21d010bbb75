import { useTranslation } from 'react-i18next';
import type { Settings } from '../../shared/contract/settings.ts';
import { momentsIn } from '../moved/moments.ts';
import { PageFrame, PanelRow } from '../panels/page-frame.tsx';
import { PairsSkeleton } from '../panels/pairs-skeleton.tsx';
import { ProblemPage } from '../panels/problem-bar.tsx';
import { useToasts } from '../panels/use-toasts.tsx';
import { useServices } from '../services.ts';
import { changeBack } from '../settings/apply-change.ts';
import { BurdenPanel } from '../settings/burden-panel.tsx';
import { HoursPanel } from '../settings/hours-panel.tsx';
import { NotePanel } from '../settings/note-panel.tsx';
import { PausePanel } from '../settings/pause-panel.tsx';
import { QuietPanel } from '../settings/quiet-panel.tsx';
import { changedWords, settingsHeading } from '../settings/settings-words.ts';
import { StoredPanel } from '../settings/stored-panel.tsx';
import { useChangeSettings, useSettings } from '../settings/use-settings.ts';
import { WhoSeesPanel } from '../settings/who-sees-panel.tsx';

const TOP = [
  [1, 2],
  [2, 4],
  [2, 5],
] as const;
/** The heights of its panels. */
const SKELETON = [
  [
    [176, 168, 178],
    [176, 184, 192],
  ],
  [[162, 194, 214]],
  [
    [408, 688, 688],
    [408, 300, 300],
  ],
  [
    [480, 588, 638],
    [480, 362, 402],
  ],
] as const;

/** *Prompts and data*: when questions come, what they took, what is stored, and who sees what. */
export default function SettingsPage() {
  const query = useSettings();
  if (query.data !== undefined) return <SettingsShown settings={query.data} />;
  if (query.error !== null) return <ProblemPage error={query.error} onRetry={query.refetch} />;
  return <PairsSkeleton top={TOP} rows={SKELETON} />;
}

function SettingsShown({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const { language } = useServices();
  const { toaster, tell, tellProblem } = useToasts();
  const moments = momentsIn(settings.timeZone, language, t);
  const undo = useChangeSettings({
    onChanged: () => tell(t('settings.toast.undone')),
    onFailed: (error) => tellProblem(t('settings.toast.failed'), error),
  });
  const change = useChangeSettings({
    onChanged: (made, before) =>
      tell(changedWords(made, t), {
        label: t('settings.toast.undo'),
        run: () => undo(changeBack(before, made)),
      }),
    onFailed: (error) => tellProblem(t('settings.toast.failed'), error),
  });
  return (
    <PageFrame
      heading={settingsHeading(settings, moments, t)}
      text={[t('settings.definition'), ...(settings.acknowledged ? [] : [t('settings.notRead')])]}
    >
      <PanelRow>
        <PausePanel settings={settings} onChange={change} />
        <QuietPanel settings={settings} onChange={change} />
      </PanelRow>
      <NotePanel settings={settings} onChange={change} />
      <PanelRow>
        <HoursPanel settings={settings} onChange={change} />
        <BurdenPanel settings={settings} />
      </PanelRow>
      <PanelRow>
        <StoredPanel settings={settings} moments={moments} />
        <WhoSeesPanel settings={settings} />
      </PanelRow>
      {toaster}
    </PageFrame>
  );
}
