import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import type { Moments } from '../moved/moments.ts';
import type { Translate } from '../words/create-i18n.ts';

/** The page's answer: whether questions may come. */
export function settingsHeading({ acknowledged, pause }: Settings, moments: Moments, t: Translate): string {
  if (!acknowledged) return t('settings.heading.notYet');
  switch (pause.state) {
    case 'none':
      return t('settings.heading.on');
    case 'open':
      return t('settings.heading.pausedOpen');
    case 'until':
      return t('settings.heading.pausedUntil', { when: moments.moment(Date.parse(pause.until)) });
  }
}

/** What a change did, for a toast. */
export function changedWords(change: SettingsChange, t: Translate): string {
  if ('pause' in change)
    return t(change.pause === 'none' ? 'settings.toast.resumed' : 'settings.toast.paused');
  if ('quietHours' in change)
    return t(change.quietHours === null ? 'settings.toast.quietOff' : 'settings.toast.quietOn');
  if ('weeklyNote' in change)
    return t(change.weeklyNote ? 'settings.toast.noteOn' : 'settings.toast.noteOff');
  return t(change.workingHours === null ? 'settings.toast.hoursMailbox' : 'settings.toast.hoursOwn');
}

/** What anybody sees of a rep: first the rep, then those above, each sentence a rule of the product. */
export function whoSeesWhat({ minimum }: Pick<Settings, 'minimum'>, t: Translate): string[] {
  return [
    t('settings.who.you'),
    minimum === null ? t('settings.who.tooSmall') : t('settings.who.manager', { count: minimum }),
    t('settings.who.weeks'),
    t('settings.who.looked'),
    t('settings.who.acknowledged'),
  ];
}
