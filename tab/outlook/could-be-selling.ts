import internal from '../../shared/classification/lexicon/internal.json' with { type: 'json' };
import selling from '../../shared/classification/lexicon/selling.json' with { type: 'json' };
import supporting from '../../shared/classification/lexicon/supporting.json' with { type: 'json' };

/** What a form says that a first guess is made from. Addresses in lower case. */
export interface Glance {
  readonly title: string;
  readonly attendees: readonly string[];
  readonly self: string;
}

interface Concept {
  readonly words: Readonly<Record<string, string>>;
}

const SELLING_ALONE = termsOf([selling.prospecting, selling.call, selling.visit]);
const NOT_SELLING = termsOf([
  supporting.delivery,
  supporting.support,
  supporting.prep,
  internal.recruiting,
  internal.supplier,
]);

/**
 * A first guess, without the points of the classifier, which are ten times as large as all else that Outlook has to load
 * before each form: somebody from outside is invited, or nobody and the title speaks of looking for customers; and it does
 * not speak of delivery, support, preparing, recruiting or suppliers. The server knows better, and is asked by the pane.
 */
export function couldBeSelling({ title, attendees, self }: Glance): boolean {
  const text = fold(title);
  if (speaksOf(NOT_SELLING, text)) return false;
  const home = domainOf(self);
  return attendees.length === 0
    ? speaksOf(SELLING_ALONE, text)
    : attendees.some((address) => isElsewhere(domainOf(address), home));
}

/** `mail.nordvik.example` and `nordvik.example` are one house. */
function isElsewhere(domain: string, home: string): boolean {
  return domain !== home && !domain.endsWith(`.${home}`) && !home.endsWith(`.${domain}`);
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}

function speaksOf(terms: readonly string[], text: string): boolean {
  return terms.some((term) => text.includes(term));
}

function termsOf(concepts: readonly Concept[]): readonly string[] {
  const lists = concepts.map(({ words }) => Object.keys(words).map((language) => words[language]));
  return lists.join(',').split(',').filter(Boolean).map(termOf);
}

/** A star says where a longer word may go on; elsewhere a word begins or ends. */
function termOf(word: string): string {
  const bare = word.trim();
  const folded = fold(bare).trim();
  return `${bare.startsWith('*') ? '' : ' '}${folded}${bare.endsWith('*') ? '' : ' '}`;
}

/** Small plain letters, words between single spaces. By means that the oldest of Outlook's engines has. */
function fold(text: string): string {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]+/g, ' ');
  return ` ${plain.trim()} `;
}
