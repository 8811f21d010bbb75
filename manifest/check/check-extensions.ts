import { z } from 'zod';

/** The JSON names of the events, which are not the XML manifest's. */
const EVENTS = [
  'newMessageComposeCreated',
  'newAppointmentOrganizerCreated',
  'appointmentOrganizerOpened',
  'appointmentTimeChanged',
  'appointmentRecurrenceChanged',
  'appointmentAttendeesChanged',
  'appointmentSending',
];
/** Mail permissions include each other: the highest one alone is named. */
const MAILBOX = [
  'MailboxItem.Restricted.User',
  'MailboxItem.Read.User',
  'MailboxItem.ReadWrite.User',
  'Mailbox.ReadWrite.User',
];
const SHARED = 'Mailbox.SharedFolder';
/** Of a team, chat or meeting: `TeamMember.Read.Group`. */
const RESOURCE_SPECIFIC =
  /^(Team(Settings|Member|Activity)|Channel(Settings|Message|Member|Meeting\w*)?|Chat(Settings|Message|Member|ManageDeletion)?|OnlineMeeting\w*|Calls|Tab|TeamsTab|TeamsAppInstallation|InAppPurchase)\.\w+(\.\w+)*\.(Group|Chat|User)$/;

const extensionSchema = z.looseObject({
  runtimes: z
    .array(z.looseObject({ actions: z.array(z.looseObject({ id: z.string() })).default([]) }))
    .default([]),
  ribbons: z.array(z.unknown()).default([]),
  autoRunEvents: z
    .array(z.looseObject({ events: z.array(z.looseObject({ type: z.string(), actionId: z.string() })) }))
    .default([]),
});
const partsSchema = z.looseObject({
  extensions: z.array(extensionSchema).default([]),
  authorization: z
    .looseObject({
      permissions: z.looseObject({
        resourceSpecific: z.array(z.looseObject({ name: z.string() })).default([]),
      }),
    })
    .optional(),
});

/** Outlook's part and permissions, where a JSON manifest has them: ours has neither, and must not get them half. */
export function checkExtensions(manifest: unknown): string[] {
  const { extensions, authorization } = partsSchema.parse(manifest);
  const names = (authorization?.permissions.resourceSpecific ?? []).map(({ name }) => name);
  const mailbox = names.filter((name) => MAILBOX.includes(name));
  return [
    ...extensions.flatMap(checkExtension),
    ...names
      .filter((name) => ![...MAILBOX, SHARED].includes(name) && !RESOURCE_SPECIFIC.test(name))
      .map((name) => `There is no permission ${name}.`),
    ...(mailbox.length > 1 ? [`${mailbox.join(' and ')}: name the highest one alone.`] : []),
  ];
}

function checkExtension({ runtimes, ribbons, autoRunEvents }: z.infer<typeof extensionSchema>): string[] {
  const actions = new Set(runtimes.flatMap((runtime) => runtime.actions.map(({ id }) => id)));
  const events = autoRunEvents.flatMap((group) => group.events);
  const asked = [...events.map(({ actionId }) => actionId), ...actionIdsIn(ribbons)];
  return [
    ...events.filter(({ type }) => !EVENTS.includes(type)).map(({ type }) => `There is no event ${type}.`),
    ...asked.filter((id) => !actions.has(id)).map((id) => `No runtime has the action ${id}.`),
  ];
}

function actionIdsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(actionIdsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'actionId' && typeof item === 'string' ? [item] : actionIdsIn(item),
  );
}
