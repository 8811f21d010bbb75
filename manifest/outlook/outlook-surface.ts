/** Where Outlook finds the add-in's files, below the app's own host. */
export const OUTLOOK_PATHS = {
  pane: '/tab/outlook/pane.html',
  /** What Outlook for Windows runs for an event: one file without a page. */
  events: '/tab/outlook/events.js',
  /** The page that loads the same file on the web, on Mac and in new Outlook. */
  eventsPage: '/tab/outlook/events.html',
  icon: (size: number) => `/tab/outlook/icon-${size}.png`,
} as const;

export const OUTLOOK_ICON_SIZES = [16, 32, 64, 80, 128] as const;

/** Outlook's events, and the function of `tab/outlook/events.ts` that answers each. */
export const OUTLOOK_EVENTS = [
  { type: 'OnAppointmentOrganizer', action: 'onAppointmentOrganizer' },
  { type: 'OnAppointmentTimeChanged', action: 'onAppointmentTimeChanged' },
] as const;

/** The buttons that open the pane; a notice names the one of the form that it stands in. */
export const OUTLOOK_BUTTONS = {
  organizer: 'ftOrganizerPane',
  attendee: 'ftAttendeePane',
} as const;
