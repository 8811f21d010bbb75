/** Where the form keeps what it was opened with, for as long as it is open: the calendar still has that. */
export const OLD_START = 'followthrough-old-start';
export const OLD_TITLE = 'followthrough-old-title';
