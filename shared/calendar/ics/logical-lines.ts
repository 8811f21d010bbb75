import { MOST_LINE_BYTES } from './bounds.ts';

/** A line as it was before it was folded: where it begins in the file, and the bytes that it is made of. */
export interface LogicalLine {
  /** 1 = the first line of the file, as editors count. */
  readonly number: number;
  /** Slices of the file's bytes, in order; more than one where the line was folded. Of a line that is too long, the first. */
  readonly parts: readonly Uint8Array[];
  /** Of the whole line, unfolded. */
  readonly byteLength: number;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;

/**
 * Unfolds bytes (RFC 5545 3.1), before anything is decoded, because a fold may cut a character. CRLF, LF and CR end a
 * line; blank lines are passed over, also those that stand inside a folded value.
 */
export function* readLogicalLines(bytes: Uint8Array): Generator<LogicalLine> {
  let current: OpenLine | null = null;
  let number = 0;
  for (let start = 0; start < bytes.length;) {
    let end = start;
    while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end += 1;
    number += 1;
    const next = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
    const first = bytes[start];
    if (end > start) {
      if (current !== null && (first === SPACE || first === TAB)) {
        unfold(current, bytes.subarray(start + 1, end));
      } else {
        if (current !== null) yield current;
        current = { number, parts: [bytes.subarray(start, end)], byteLength: end - start };
      }
    }
    start = next;
  }
  if (current !== null) yield current;
}

interface OpenLine extends LogicalLine {
  readonly parts: Uint8Array[];
  byteLength: number;
}

/** A line of nothing but folds would need many times its own size; what is too long to be read need not be kept. */
function unfold(line: OpenLine, part: Uint8Array): void {
  if (part.length > 0 && line.byteLength <= MOST_LINE_BYTES) line.parts.push(part);
  line.byteLength += part.length;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/** The line's text: UTF-8 where that is what it is, else Windows-1252, as older Outlooks write. */
export function decodeLine(line: LogicalLine): string {
  return decodeBytes(joinParts(line.parts));
}

function decodeBytes(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** The text of a whole file, without a byte order mark. */
export function decodeFile(bytes: Uint8Array): string {
  return decodeBytes(withoutUtf16(bytes)).replace(/^\ufeff/, '');
}

/** The bytes as UTF-8 or some one-byte encoding, so that lines can be found in them. */
export function withoutUtf16(bytes: Uint8Array): Uint8Array {
  const encoding = utf16Of(bytes);
  return encoding === null ? bytes : new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  // Without a mark: what begins with a letter or a bracket has every other byte empty.
  const isPlain = (byte: number | undefined): boolean => byte !== undefined && byte > 0 && byte < 0x80;
  if ((first === 0xff && second === 0xfe) || (isPlain(first) && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && isPlain(second))) return 'utf-16be';
  return null;
}

function joinParts(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
