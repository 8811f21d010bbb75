import { z } from 'zod';
import type { CalendarEntry } from '../calendar/calendar-entry.ts';
import type { RecordedCalendars } from './recorded-calendars.ts';
import { readRecordingFile, writeRecordingFile } from './recording-file.ts';

/** Rises when what stands in the files is written otherwise: older ones are then as good as none. */
const FORMAT = 1;
/** Where the repository keeps its company. */
const STORED_FOLDER = new URL('./', import.meta.url);
const CALENDARS = 'calendars.ndjson.br';
const PRODUCT = 'product.ndjson.br';

const headSchema = z.object({
  format: z.literal(FORMAT),
  seed: z.string(),
  teams: z.array(z.enum(['mitt', 'norr', 'syd'])),
  /** Monday of the week in which the story ends. */
  monday: z.iso.date(),
  weeksBack: z.number().int(),
  weeksAhead: z.number().int(),
});
type Head = Omit<z.infer<typeof headSchema>, 'format'>;

/** The company as it stood at the end of its story. */
export interface CompanyRecording extends Head {
  readonly calendars: RecordedCalendars;
}

/** What the product held then: `made` says by which product, `tables` what. Its own affair. */
export interface ProductRecording {
  readonly made: unknown;
  readonly tables: readonly unknown[];
}

/** Writes both files; returns how many bytes they have. */
export async function writeRecordings(
  company: CompanyRecording,
  product: ProductRecording,
  folder: URL = STORED_FOLDER,
): Promise<number> {
  const { calendars, ...head } = company;
  const { entries, chats, messages } = calendars;
  const first = { format: FORMAT, ...head };
  const sizes = [
    await writeRecordingFile(new URL(CALENDARS, folder), [first, { chats, messages }, ...entries]),
    await writeRecordingFile(new URL(PRODUCT, folder), [first, product.made, ...product.tables]),
  ];
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Null where none is stored that this version can read. */
export async function readCompanyRecording(folder: URL = STORED_FOLDER): Promise<CompanyRecording | null> {
  const lines = await readLines(new URL(CALENDARS, folder));
  if (!lines) return null;
  const [chats, ...entries] = lines.rest;
  return { ...lines.head, calendars: calendarsOf(chats, entries) };
}

/** Null where none is stored that this version can read. */
export async function readProductRecording(folder: URL = STORED_FOLDER): Promise<ProductRecording | null> {
  const lines = await readLines(new URL(PRODUCT, folder));
  if (!lines) return null;
  const [made, ...tables] = lines.rest;
  return { made, tables };
}

async function readLines(file: URL): Promise<{ head: Head; rest: unknown[] } | null> {
  const [first, ...rest] = (await readRecordingFile(file)) ?? [];
  const head = headSchema.safeParse(first);
  return head.success ? { head: head.data, rest } : null;
}

const chatsSchema = z.object({
  chats: z.array(z.object({ conversationId: z.string(), objectId: z.string() })),
  messages: z.array(
    z.object({
      id: z.string(),
      conversationId: z.string(),
      fromBot: z.boolean(),
      activity: z.looseObject({}),
      sentAt: z.number(),
      replacedAt: z.number().nullable(),
    }),
  ),
});

/** What an entry holds is the sandbox's own affair: it wrote it, in this format. */
const entriesSchema = z.array(
  z.custom<CalendarEntry>((value) => typeof value === 'object' && value !== null && 'mailbox' in value),
);

function calendarsOf(chats: unknown, entries: readonly unknown[]): RecordedCalendars {
  return { ...chatsSchema.parse(chats), entries: entriesSchema.parse(entries) };
}
