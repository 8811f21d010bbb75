import type { OutlookHeard } from '../../shared/contract/outlook.ts';
import { asked } from './asked.ts';
import { OLD_START } from './opened-form.ts';

/** Where this pane is open, and whether Outlook has run our events in its form. null where events are not to be expected. */
export async function readClient(): Promise<OutlookHeard | null> {
  const item: unknown = Office.context.mailbox.item;
  if (!isForm(item)) return null;
  const hasEvents = await asked<string>((done) => item.sessionData.getAsync(OLD_START, done)).then(
    (start) => start !== '',
    () => false,
  );
  return { client: clientOf(Office.context.diagnostics.platform), hasEvents };
}

function clientOf(platform: Office.PlatformType): OutlookHeard['client'] {
  switch (platform) {
    case Office.PlatformType.PC:
      return 'windows';
    case Office.PlatformType.Mac:
      return 'mac';
    case Office.PlatformType.iOS:
    case Office.PlatformType.Android:
      return 'phone';
    default:
      return 'web';
  }
}

function isForm(item: unknown): item is Pick<Office.AppointmentCompose, 'sessionData'> {
  return typeof item === 'object' && item !== null && 'sessionData' in item;
}
