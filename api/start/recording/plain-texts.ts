import { z } from 'zod';
import { domainOf } from '../../../shared/moves/participants.ts';
import { normalisedTitle } from '../../../shared/moves/twin.ts';
import type { FingerprintKind, Vault } from '../../store/encryption.ts';

/** What a fingerprint was taken of. */
export type Fingerprinted = readonly [kind: FingerprintKind, text: string];

/** Texts of which the database may hold fingerprints: then these can be told by what they were taken of. */
export interface PlainTexts {
  /** Notes every address, title and key in something that was sealed. */
  noteSealed(opened: unknown): void;
  /** @throws Error for a fingerprint of nothing that was noted; `where` is named. */
  find(fingerprint: Buffer, where: string): Fingerprinted;
}

/** What a sealed version says, as far as fingerprints are taken of it. */
const words = z.object({
  title: z.string(),
  organizer: z.string().nullable(),
  attendees: z.array(z.object({ address: z.string() })),
  instanceKey: z.string(),
  seriesKey: z.string().nullable(),
});

/** What a correction teaches about. */
const taught = z.object({ key: z.string(), about: z.string() });

export function createPlainTexts(vault: Vault): PlainTexts {
  const known = new Map<string, Fingerprinted>();
  const noted = new Set<string>();
  const note = (kind: FingerprintKind, text: string) => {
    if (noted.has(`${kind} ${text}`)) return;
    noted.add(`${kind} ${text}`);
    known.set(vault.fingerprint(kind, text).toString('hex'), [kind, text]);
  };
  const noteAddress = (address: string) => {
    note('address', address);
    note('domain', domainOf(address));
  };
  return {
    noteSealed: (opened) => {
      if (typeof opened === 'string') noteAddress(opened);
      const lesson = taught.safeParse(opened);
      if (lesson.success) note('title', `lesson\0${lesson.data.key}`);
      if (Array.isArray(opened)) for (const one of opened) if (typeof one === 'string') noteAddress(one);
      const parsed = words.safeParse(opened);
      if (!parsed.success) return;
      const { title, organizer, attendees, instanceKey, seriesKey } = parsed.data;
      note('title', normalisedTitle(title));
      note('title', `meeting\0${instanceKey}`);
      if (seriesKey !== null) {
        note('title', `series\0${seriesKey}`);
        note('title', `meeting\0${seriesKey}`);
      }
      for (const { address } of attendees) noteAddress(address);
      if (organizer !== null) noteAddress(organizer);
    },
    find: (fingerprint, where) => {
      const found = known.get(fingerprint.toString('hex'));
      if (!found) throw new Error(`A fingerprint in ${where} is of nothing that is recorded.`);
      return found;
    },
  };
}
