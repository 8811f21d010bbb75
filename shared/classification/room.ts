import type { CalendarEvent } from '../calendar/event.ts';
import type { ClassificationContext } from './classification.ts';
import { isFreeMail, registrableDomain } from './registrable-domain.ts';

/** What an address is to the tenant. A sister is a company of the same group. */
export type Relation = 'own' | 'sister' | 'customer' | 'partner' | 'vendor' | 'free-mail' | 'unknown';

/**
 * Who is in the room besides the person. `prospect`: outsiders on no list, whom our side invited. `caller`: the
 * same, but they invited us. A customer in the room outranks partners and vendors.
 */
export const ROOM_KINDS = [
  'alone',
  'colleagues',
  'customer',
  'prospect',
  'caller',
  'partner',
  'vendor',
] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];

export interface Room {
  readonly kind: RoomKind;
  /** Colleagues and sisters besides the person; a distribution list counts as `LIST_SIZE`. */
  readonly colleagues: number;
  readonly sisters: number;
  readonly outsiders: number;
  /** Registrable domains of the outsiders, sorted. */
  readonly outsideDomains: readonly string[];
  /** The outsider domain that settled the kind; empty where nobody outside is there. */
  readonly domain: string;
  readonly onlyFreeMail: boolean;
  readonly organizer: 'self' | 'colleague' | 'booking-page' | 'outsider' | 'nobody';
  /** What stands before the @ of each colleague. */
  readonly colleagueNames: readonly string[];
}
interface Outsider {
  readonly domain: string;
  readonly relation: Relation;
}

const LIST_SIZE = 6;
const LIST_ADDRESS =
  /^(?:all|alla|alle|kaikki|everyone|everybody|staff|personal|personale|ansatte|medarbetare|medarbejdere|mitarbeiter|henkilosto|office|kontoret|kontor|toimisto|buero|sales|salj|saljarna|salg|myynti|vertrieb|team|group|grupp|gruppe|company|hela|hele|koko|org|dl|list|region|avdelning|afdeling|avdeling|osasto|abteilung|marketing|support|hr)(?:[-_].*)?$/;
const LIST_WORD = /^[^.]*(?:team|teamet|tiimi|grupp|gruppen|gruppe|group|list|alla|alle|kaikki)$/;
const ROOM_ADDRESS =
  /^(?:rum|room|rom|lokale|moterum|motesrum|moterom|modelokale|konf|konferens|konferensrum|conf|conference|meetingroom|sal|huone|neuvotteluhuone|raum|besprechungsraum|projektor|bil|car|auto)[-_\d]/;
const BOOKING_ADDRESS =
  /^(?:booking|bookings|boka|bokning|bokningar|book|bestilling|varaus|ajanvaraus|termin|termine|buchung|meet|calendly|scheduling|schedule)(?:[-_].*)?$/;

/** Facts about the room, from addresses and the tenant's lists alone; the order of attendees means nothing. */
export function describeRoom(event: CalendarEvent, context: ClassificationContext): Room {
  const relate = relationOf(context);
  // The same name at another own domain is the person's own alias.
  const selfLocal = context.self.slice(0, Math.max(0, context.self.lastIndexOf('@')));
  const organizer = organizerOf(event, context, relate);
  const colleagueNames: string[] = [];
  const outside: Outsider[] = [];
  let colleagues = 0;
  let sisters = 0;
  for (const person of listOthers(event, context.self)) {
    const relation = relate(person.host);
    if (relation === 'own' || relation === 'sister') {
      if (person.local === selfLocal) continue;
      colleagueNames.push(person.local);
      colleagues += person.heads;
      if (relation === 'sister') sisters++;
    } else outside.push({ domain: registrableDomain(person.host).registrable, relation });
  }
  const kind = settleKind(outside, organizer, colleagues > 0);
  return {
    kind,
    colleagues,
    sisters,
    outsiders: outside.length,
    outsideDomains: outside.length < 2 ? outside.map(({ domain }) => domain) : distinct(outside),
    domain: settleDomain(outside, kind),
    onlyFreeMail: outside.length > 0 && outside.every(({ relation }) => relation === 'free-mail'),
    organizer,
    colleagueNames,
  };
}

/** What a host is to this tenant; prepared once per context. */
export function relationOf(context: ClassificationContext): (host: string) => Relation {
  const known = prepared.get(context);
  if (known) return known;
  const fresh = prepareRelations(context);
  prepared.set(context, fresh);
  return fresh;
}

const prepared = new WeakMap<ClassificationContext, (host: string) => Relation>();

function prepareRelations(context: ClassificationContext): (host: string) => Relation {
  const own = context.ownDomains.map((domain) => registrableDomain(domain));
  const { registrable: home, ascii: homeAscii } = registrableDomain(hostOf(context.self));
  const lists = new Map<string, Relation>();
  const add = (domains: readonly string[] | null, relation: Relation): void => {
    for (const domain of domains ?? []) lists.set(registrableDomain(domain).ascii, relation);
  };
  add(context.vendorDomains, 'vendor');
  add(context.partnerDomains, 'partner');
  add(context.customerDomains, 'customer');
  for (const { ascii } of own) lists.set(ascii, ascii === homeAscii ? 'own' : 'sister');
  if (home !== '') lists.set(homeAscii, isFreeMail(home) ? 'free-mail' : 'own');
  const labels = own.map(({ label }) => label).filter((label) => label.length >= 5);
  const memory = new Map<string, Relation>();
  return (host) => {
    const known = memory.get(host);
    if (known) return known;
    const { registrable, ascii, label } = registrableDomain(host);
    const listed = lists.get(ascii);
    const sister = labels.some((ours) => label === ours || label.startsWith(`${ours}-`));
    const relation = listed ?? (isFreeMail(registrable) ? 'free-mail' : sister ? 'sister' : 'unknown');
    memory.set(host, relation);
    return relation;
  };
}

/** An address read once: people meet again and again. */
interface Person {
  readonly host: string;
  readonly local: string;
  readonly isRoom: boolean;
  readonly isBookingPage: boolean;
  readonly heads: number;
}

const MEMORY_LIMIT = 5_000;
const people = new Map<string, Person>();

function readAddress(address: string): Person {
  const known = people.get(address);
  if (known) return known;
  if (people.size >= MEMORY_LIMIT) people.clear();
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const fresh = {
    host: hostOf(address),
    local,
    isRoom: ROOM_ADDRESS.test(local),
    isBookingPage: BOOKING_ADDRESS.test(local),
    heads: LIST_ADDRESS.test(local) || LIST_WORD.test(local) ? LIST_SIZE : 1,
  };
  people.set(address, fresh);
  return fresh;
}

function listOthers(event: CalendarEvent, self: string): Person[] {
  const seen: string[] = [self];
  const others: Person[] = [];
  const add = (address: string): void => {
    if (!address.includes('@') || seen.includes(address)) return;
    seen.push(address);
    const person = readAddress(address);
    if (!person.isRoom && !person.isBookingPage) others.push(person);
  };
  for (const attendee of event.attendees) if (attendee.kind !== 'resource') add(attendee.address);
  if (event.organizer !== null) add(event.organizer);
  return others;
}

function organizerOf(
  event: CalendarEvent,
  context: ClassificationContext,
  relate: (host: string) => Relation,
): Room['organizer'] {
  if (event.isOrganizer || event.organizer === context.self) return 'self';
  if (event.organizer === null) return 'nobody';
  const relation = relate(hostOf(event.organizer));
  if (relation !== 'own' && relation !== 'sister') return 'outsider';
  return readAddress(event.organizer).isBookingPage ? 'booking-page' : 'colleague';
}

function settleKind(
  outside: readonly Outsider[],
  organizer: Room['organizer'],
  colleagues: boolean,
): RoomKind {
  if (outside.length === 0) return colleagues ? 'colleagues' : 'alone';
  const has = (relation: Relation): boolean => outside.some((person) => person.relation === relation);
  if (has('customer')) return 'customer';
  if (has('unknown') || has('free-mail')) return organizer === 'outsider' ? 'caller' : 'prospect';
  return has('partner') ? 'partner' : 'vendor';
}

/** The outsiders' domain that settled the kind; the first by letters where several did. */
function settleDomain(outside: readonly Outsider[], kind: RoomKind): string {
  const named = kind === 'prospect' || kind === 'caller' ? 'unknown' : kind;
  const settling = outside.filter(({ relation }) => relation === named);
  return distinct(settling.length > 0 ? settling : outside)[0] ?? '';
}

function distinct(outside: readonly Outsider[]): string[] {
  return [...new Set(outside.map(({ domain }) => domain))].sort();
}

export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
