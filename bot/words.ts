/** What a person asks of the bot in words. Anything else is answered with what can be asked. */
export type Word = 'help' | 'pause' | 'resume' | 'why' | 'note';

/** Without accents, so that a keyboard without å, ä and ö does. */
const WORDS: ReadonlyMap<string, Word> = new Map([
  ['help', 'help'],
  ['hjalp', 'help'],
  ['pause', 'pause'],
  ['pausa', 'pause'],
  ['resume', 'resume'],
  ['fortsatt', 'resume'],
  ['why', 'why'],
  ['varfor', 'why'],
  ['note', 'note'],
  ['brev', 'note'],
]);

/** Reads the words of both languages, whichever is the person's. */
export function parseWord(typed: string): Word {
  const plain = typed.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  return WORDS.get(plain.replace(/[^a-z]+/g, ' ').trim()) ?? 'help';
}
