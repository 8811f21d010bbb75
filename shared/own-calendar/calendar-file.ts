/** A file as it was given, and the name to speak of it by. */
export interface CalendarFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export type CalendarFormat = 'ics' | 'json' | 'html' | 'empty';

const FORMATS: ReadonlyMap<string, CalendarFormat> = new Map([
  ['<', 'html'],
  ['{', 'json'],
  ['[', 'json'],
]);
/** Bytes in which the first character that says something is looked for. */
const HEAD = 1_024;

/** What a file holds, by its first character: names lie, and a sign-in page is often saved as a calendar. */
export function formatOf(bytes: Uint8Array): CalendarFormat {
  const head = new TextDecoder('windows-1252')
    .decode(bytes.subarray(0, HEAD))
    // Byte order marks, and every other byte of UTF-16.
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\u0000', '')
    .trimStart();
  if (head === '' && bytes.length <= HEAD) return 'empty';
  return FORMATS.get(head.slice(0, 1)) ?? 'ics';
}
