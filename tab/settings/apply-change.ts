import type { Pause, PauseChange, Settings, SettingsChange } from '../../shared/contract/settings.ts';

const WEEK = 7 * 86_400_000;

/** The settings as they will be, for the page to show before the server has answered. */
export function applyChange(settings: Settings, change: SettingsChange): Settings {
  if ('pause' in change) return { ...settings, pause: pauseAfter(change.pause, settings.now) };
  if ('quietHours' in change) return { ...settings, quietHours: change.quietHours };
  if ('weeklyNote' in change) return { ...settings, weeklyNote: change.weeklyNote };
  const { mailbox } = settings.workingHours;
  const isOwn = change.workingHours !== null;
  return { ...settings, workingHours: { isOwn, spans: change.workingHours ?? mailbox, mailbox } };
}

/** The change that leads back to what was. */
export function changeBack(settings: Settings, change: SettingsChange): SettingsChange {
  if ('pause' in change) return { pause: pauseBack(settings.pause) };
  if ('quietHours' in change) return { quietHours: settings.quietHours };
  if ('weeklyNote' in change) return { weeklyNote: settings.weeklyNote };
  const { isOwn, spans } = settings.workingHours;
  return { workingHours: isOwn ? spans : null };
}

function pauseAfter(pause: PauseChange, now: string): Pause {
  if (typeof pause === 'object') return { state: 'until', until: pause.until };
  switch (pause) {
    case 'none':
      return { state: 'none' };
    case 'open':
      return { state: 'open' };
    case 'week':
      return { state: 'until', until: new Date(Date.parse(now) + WEEK).toISOString() };
  }
}

function pauseBack(pause: Pause): PauseChange {
  return pause.state === 'until' ? { until: pause.until } : pause.state;
}
