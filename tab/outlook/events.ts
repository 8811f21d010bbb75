import en from '../../shared/locales/outlook-notice.en.json' with { type: 'json' };
import sv from '../../shared/locales/outlook-notice.sv.json' with { type: 'json' };
import { asked } from './asked.ts';
import { decideNotice, type FormSnapshot } from './decide-notice.ts';
import { OLD_START, OLD_TITLE } from './opened-form.ts';

/*
 * Outlook runs this file for its events: built as one classic script without imports, for Outlook for Windows has no page
 * to load it in. It asks for no token and calls nobody. Whatever happens, an event is completed once and in time.
 */

/** Outlook tells the user to wait after five seconds. */
const BUDGET_MS = 4_000;
/** On Mac the event comes twice, and its first value is wrong. */
const QUIET_MS = 400;
const NOTICE = 'followthrough-moved';
/** As in the manifest. */
const PANE_BUTTON = 'ftOrganizerPane';
const ICON = 'Icon.16';

type Form = Office.AppointmentCompose;
type Completable = Pick<Office.MailboxEvent, 'completed'>;

let latest = 0;

Office.actions.associate('onAppointmentOrganizer', (event: Completable) => {
  completing(event, rememberForm);
});
Office.actions.associate('onAppointmentTimeChanged', (event: Completable) => {
  completing(event, noticeMove);
});

/** What goes wrong in here is nothing to whoever writes an invitation: the notice does not come, and that is all. */
function completing(event: Completable, work: (form: Form) => Promise<void>): void {
  let isOver = false;
  const complete = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    event.completed({ allowEvent: true });
  };
  const timer = setTimeout(complete, BUDGET_MS);
  Promise.resolve()
    .then(() => {
      const item: unknown = Office.context.mailbox.item;
      return isForm(item) ? work(item) : undefined;
    })
    .then(complete, complete);
}

/** When and under what title the meeting stood when its form was opened. A new one has stood nowhere. */
async function rememberForm(form: Form): Promise<void> {
  const isSaved = await asked<string>((done) => form.getItemIdAsync(done)).then(
    () => true,
    () => false,
  );
  if (!isSaved || (await oldStartOf(form)) !== null) return;
  const start = await asked<Date>((done) => form.start.getAsync(done));
  const title = await asked<string>((done) => form.subject.getAsync(done));
  await asked<void>((done) => form.sessionData.setAsync(OLD_TITLE, title, done));
  await asked<void>((done) => form.sessionData.setAsync(OLD_START, start.toISOString(), done));
}

async function noticeMove(form: Form): Promise<void> {
  latest += 1;
  const mine = latest;
  await new Promise<void>((resolve) => {
    setTimeout(resolve, QUIET_MS);
  });
  const oldStart = mine === latest ? await oldStartOf(form) : null;
  if (oldStart === null) return;
  const snapshot = await readForm(form, oldStart);
  if (decideNotice(snapshot, Date.now(), dayOf)) await showNotice(form);
  else
    await asked<void>((done) => form.notificationMessages.removeAsync(NOTICE, done)).catch(() => undefined);
}

async function showNotice(form: Form): Promise<void> {
  const words = /^sv\b/i.test(Office.context.displayLanguage) ? sv : en;
  await asked<void>((done) =>
    form.notificationMessages.replaceAsync(
      NOTICE,
      {
        type: Office.MailboxEnums.ItemNotificationMessageType.InsightMessage,
        message: words.message,
        icon: ICON,
        actions: [
          {
            actionType: Office.MailboxEnums.ActionType.ShowTaskPane,
            actionText: words.action,
            commandId: PANE_BUTTON,
            contextData: JSON.stringify({ moved: true }),
          },
        ],
      },
      done,
    ),
  );
}

async function readForm(form: Form, oldStart: number): Promise<FormSnapshot> {
  const [title, start, required, optional, isPrivate] = await Promise.all([
    asked<string>((done) => form.subject.getAsync(done)),
    asked<Date>((done) => form.start.getAsync(done)),
    asked<Office.EmailAddressDetails[]>((done) => form.requiredAttendees.getAsync(done)),
    asked<Office.EmailAddressDetails[]>((done) => form.optionalAttendees.getAsync(done)),
    isConfined(form),
  ]);
  const self = Office.context.mailbox.userProfile.emailAddress.toLowerCase();
  const attendees = [...required, ...optional].map(({ emailAddress }) => emailAddress.toLowerCase());
  return {
    title,
    attendees: attendees.filter((address) => address !== '' && address !== self),
    isPrivate,
    self,
    oldStart,
    start: start.getTime(),
  };
}

/** A client that cannot tell (before Mailbox 1.14) leaves it to the server, which knows before it asks. */
async function isConfined(form: Form): Promise<boolean> {
  if (!Office.context.requirements.isSetSupported('Mailbox', '1.14')) return false;
  return (await asked<string>((done) => form.sensitivity.getAsync(done))) !== 'normal';
}

async function oldStartOf(form: Form): Promise<number | null> {
  const kept = await asked<string>((done) => form.sessionData.getAsync(OLD_START, done)).catch(() => '');
  const start = Date.parse(kept);
  return Number.isNaN(start) ? null : start;
}

function isForm(item: unknown): item is Form {
  return typeof item === 'object' && item !== null && 'sessionData' in item && 'notificationMessages' in item;
}

/** By the clock on the wall where Outlook runs. */
function dayOf(instant: number): string {
  return new Date(instant).toDateString();
}
