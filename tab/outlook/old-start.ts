/** Where the form keeps the start that it was opened with, for as long as it is open. */
export const OLD_START = 'followthrough-old-start';
