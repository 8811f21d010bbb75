/**
 * Sequences that move a terminal's cursor, colour it, or set its title and clipboard: `ESC [ … m`, `ESC ] … BEL`, and the
 * same with one-byte openers.
 */
const SEQUENCES = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    String.raw`(?:\u001b[\]P^_X]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?`,
    String.raw`\u001b[ -/]*[0-~]?`,
  ].join('|'),
  'g',
);
/** Control characters, and those that turn the direction of the text after them. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A title on one line, without anything that a terminal or a page would obey. */
export function toPlainLine(text: string): string {
  return text.replace(SEQUENCES, '').replace(CONTROLS, ' ').replace(/\s+/g, ' ').trim();
}

/** The first characters of a text; one that takes two code units is not cut in half. */
export function cutText(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
