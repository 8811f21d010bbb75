/**
 * How much of a file is read at most. Real exports stay far below; what goes beyond is cut, and the message names
 * the bound.
 */

/** Bytes of one file. Ten years of a full calendar with all its invitations' texts are about half of it. */
export const MOST_FILE_BYTES = 64 * 1024 * 1024;
/** Bytes of one unfolded line that is read; attachments and texts are skipped unread and may be longer. */
export const MOST_LINE_BYTES = 1024 * 1024;
/** Properties that are kept of one event; one of many thousand dates may have a line for each. */
export const MOST_LINES_OF_COMPONENT = 25_000;
/** STANDARD and DAYLIGHT parts of one zone; a hundred years of one that changed its mind each year are two hundred. */
export const MOST_PARTS_OF_ZONE = 1_000;
/** Changes of one zone's clock that are worked out. Who needs more has no zone. */
export const MOST_CHANGES_OF_ZONE = 1_000;
/** Different zones of one reading; the world has some six hundred. */
export const MOST_ZONES = 1_000;
/** Characters of one title. Outlook takes 255. */
export const MOST_TITLE_LENGTH = 1_000;
/** Categories kept of one event. */
export const MOST_CATEGORIES = 100;
/** Events as they stand in the files, a series being one. */
export const MOST_EVENTS = 100_000;
/** People kept of one event. */
export const MOST_ATTENDEES = 500;
/** Single dates that one series may add or leave out. */
export const MOST_DATES = 20_000;
/** Occurrences of one series: two a day through the whole span that is read, and some. */
export const MOST_OCCURRENCES_OF_SERIES = 4_000;
/** Occurrences of all series together. */
export const MOST_OCCURRENCES = 100_000;
/** Periods of a rule (days, weeks, months) that are looked at for one series: 500 years of days. */
export const MOST_STEPS_OF_SERIES = 200_000;
/** The same for all series together. */
export const MOST_STEPS = 5_000_000;
/** Events that stand on one day. Who shares out a day among more of them has no calendar but a collision. */
export const MOST_EVENTS_OF_DAY = 300;
/** Problems of one kind that are listed for a file; the rest are counted. */
export const MOST_PROBLEMS_OF_A_KIND = 10;
