import { saveCompany } from '../company-state.ts';
import { writeRecordings, type ProductRecording } from '../dump/company-recording.ts';
import { recordCalendars } from '../dump/recorded-calendars.ts';
import { redirectEgress } from '../egress.ts';
import type { Sandbox } from '../sandbox.ts';
import { startSandbox } from '../start.ts';
import { saveReading } from '../store/clock-store.ts';
import { openSandboxDatabase } from '../store/sandbox-database.ts';
import { createCardReplies } from './card-replies.ts';
import type { Journal } from './journal.ts';
import { replayJournal, type SteppedProduct } from './replay.ts';
import { createWeekVisits } from './week-visits.ts';
import { WEEKS_BEFORE, writeJournal, type StoryChoice } from './write-journal.ts';

/** The company that the repository keeps. It is told again from here whenever the product has changed. */
const STORY: StoryChoice = {
  seed: 'tranvik',
  teams: ['mitt', 'syd', 'norr'],
  monday: '2026-11-23',
  weeksBack: 31,
  weeksAhead: 4,
};

/** A sandbox at the beginning of its company's story: on the day on which the company got the product. */
export interface Recording extends Sandbox {
  /** How much of the calendars' past the product may read. */
  readonly weeksBefore: number;
  /** Lets the story happen, to its end. `said` hears how far it is. */
  replay(product: SteppedProduct, said: (date: string) => void): Promise<void>;
  /**
   * Writes down how everything stands. The product is told what to call messages of the chats, and says what it holds.
   * Returns the size in bytes.
   */
  save(product: (renamed: ReadonlyMap<string, string>) => Promise<ProductRecording>): Promise<number>;
}

/** Starts the pretend Microsoft 365 in an empty database. `folder` = where the recording is written. */
export async function openRecording(options: {
  readonly databaseUrl: string;
  readonly publicUrl: () => string;
  readonly story?: StoryChoice;
  readonly folder?: URL;
}): Promise<Recording> {
  const { databaseUrl, publicUrl, story = STORY } = options;
  const journal = writeJournal(story);
  await begin(databaseUrl, story, journal);
  const sandbox = await startSandbox({ databaseUrl, publicUrl });
  const restore = redirectEgress({ emulator: sandbox.emulator, hosts: sandbox.hosts });
  const { inside } = sandbox;
  return {
    ...sandbox,
    weeksBefore: WEEKS_BEFORE,
    replay: (product, said) => {
      const replies = createCardReplies(inside, journal.voices);
      const visits = createWeekVisits(inside, story.seed);
      return replayJournal({ journal, seed: story.seed, inside, replies, visits, product, said });
    },
    save: async (product) => {
      const { renamed, ...calendars } = await recordCalendars(inside.db, story.seed);
      return writeRecordings({ ...story, calendars }, await product(renamed), options.folder);
    },
    stop: async () => {
      restore();
      await sandbox.stop();
    },
  };
}

async function begin(databaseUrl: string, story: StoryChoice, journal: Journal): Promise<void> {
  const db = await openSandboxDatabase(databaseUrl);
  const realEpoch = Date.now();
  await saveReading(db, { realEpoch, domainEpoch: journal.start, rate: 60, runningUntil: realEpoch });
  const company = { ...story, now: journal.end, generation: 1, recordedWeeks: null };
  await saveCompany(db, company, journal.standing);
  await db.destroy();
}
