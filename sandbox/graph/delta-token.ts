import { z } from 'zod';
import { GraphError } from './graph-error.ts';

const base = {
  /** Generation of the sync state; an older one is gone. */
  generation: z.number().int(),
  mailbox: z.string(),
  /** The window is frozen in the token. */
  start: z.number(),
  end: z.number(),
};

const deltaToken = z.discriminatedUnion('kind', [
  /** In an initial round: changes up to `seen` are in it, rows up to `offset` were sent. */
  z.object({ ...base, kind: z.literal('initial'), seen: z.number(), offset: z.number(), turn: z.number() }),
  /** In a later round: changes after `after` up to `seen`, of which `offset` were sent. */
  z.object({
    ...base,
    kind: z.literal('changes'),
    after: z.number(),
    seen: z.number(),
    offset: z.number(),
    turn: z.number(),
  }),
  /** Between rounds: what a delta link carries. */
  z.object({ ...base, kind: z.literal('settled'), seen: z.number() }),
]);

export type DeltaToken = z.infer<typeof deltaToken>;
/** A token inside a round. `turn` is how often the looping fault has sent the same page. */
export type RoundToken = Exclude<DeltaToken, { kind: 'settled' }>;

export function writeDeltaToken(token: DeltaToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

export function parseDeltaToken(text: string): DeltaToken {
  try {
    return deltaToken.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new GraphError(400, 'InvalidDeltaToken', 'The delta token is malformed.');
  }
}

const TOKEN = /(deltatoken=)([A-Za-z0-9_-]+)/;

/**
 * A delta link of one telling of the company's story, for another that is told at another time: it goes on where that
 * one begins, because nothing in it has been touched.
 */
export function shiftDeltaLink(
  link: string,
  to: { readonly instant: (at: number) => number; readonly generation: number },
): string {
  return link.replace(TOKEN, (_, name: string, text: string) => {
    const token = parseDeltaToken(text);
    const [start, end] = [to.instant(token.start), to.instant(token.end)];
    return `${name}${writeDeltaToken({ kind: 'settled', generation: to.generation, mailbox: token.mailbox, start, end, seen: 0 })}`;
  });
}
