import type { Attendee, CalendarEvent } from '../calendar/event.ts';
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
  readonly colleagueNames: readonly string[];
  readonly outsiderNames: readonly string[];
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
  const people = listOthers(event, context.self);
  const relate = relationOf(context);
  const inside: string[] = [];
  const outside: { readonly address: string; readonly domain: string; readonly relation: Relation }[] = [];
  let sisters = 0;
  for (const address of people) {
    const host = hostOf(address);
    const relation = relate(host);
    if (relation === 'own' || relation === 'sister') inside.push(address);
    else outside.push({ address, domain: registrableDomain(host).registrable, relation });
    if (relation === 'sister') sisters++;
  }
  const organizer = organizerOf(event, context, relate);
  const settled = settleKind(outside, organizer, inside.length > 0);
  return {
    kind: settled.kind,
    colleagues: inside.reduce((sum, address) => sum + headCount(address), 0),
    sisters,
    outsiders: outside.length,
    outsideDomains: [...new Set(outside.map((person) => person.domain))].sort(),
    domain: settled.domain,
    onlyFreeMail: outside.length > 0 && outside.every((person) => person.relation === 'free-mail'),
    organizer,
    colleagueNames: inside.map(localPart),
    outsiderNames: outside.map((person) => localPart(person.address)),
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
  const home = registrableDomain(hostOf(context.self)).registrable;
  const lists = new Map<string, Relation>();
  const add = (domains: readonly string[] | null, relation: Relation): void => {
    for (const domain of domains ?? []) lists.set(registrableDomain(domain).registrable, relation);
  };
  add(context.vendorDomains, 'vendor');
  add(context.partnerDomains, 'partner');
  add(context.customerDomains, 'customer');
  for (const { registrable } of own) lists.set(registrable, registrable === home ? 'own' : 'sister');
  if (home !== '') lists.set(home, isFreeMail(home) ? 'free-mail' : 'own');
  const labels = own.map(({ label }) => label).filter((label) => label.length >= 5);
  const memory = new Map<string, Relation>();
  return (host) => {
    const known = memory.get(host);
    if (known) return known;
    const { registrable, label } = registrableDomain(host);
    const listed = lists.get(registrable);
    const sister = labels.some((ours) => label === ours || label.startsWith(`${ours}-`));
    const relation = listed ?? (isFreeMail(registrable) ? 'free-mail' : sister ? 'sister' : 'unknown');
    memory.set(host, relation);
    return relation;
  };
}

function listOthers(event: CalendarEvent, self: string): string[] {
  const addresses = new Set<string>();
  for (const attendee of event.attendees) if (isPerson(attendee)) addresses.add(attendee.address);
  if (event.organizer !== null && event.organizer.includes('@')) addresses.add(event.organizer);
  addresses.delete(self);
  const others = [...addresses].filter((address) => !BOOKING_ADDRESS.test(localPart(address)));
  return others.sort();
}

function isPerson(attendee: Attendee): boolean {
  return (
    attendee.kind !== 'resource' &&
    attendee.address.includes('@') &&
    !ROOM_ADDRESS.test(localPart(attendee.address))
  );
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
  return BOOKING_ADDRESS.test(localPart(event.organizer)) ? 'booking-page' : 'colleague';
}

function settleKind(
  outside: readonly { readonly domain: string; readonly relation: Relation }[],
  organizer: Room['organizer'],
  colleagues: boolean,
): { kind: RoomKind; domain: string } {
  const first = (relation: Relation): string | undefined =>
    outside.find((person) => person.relation === relation)?.domain;
  const customer = first('customer');
  if (customer !== undefined) return { kind: 'customer', domain: customer };
  const unlisted = first('unknown') ?? first('free-mail');
  if (unlisted !== undefined)
    return { kind: organizer === 'outsider' ? 'caller' : 'prospect', domain: unlisted };
  const partner = first('partner');
  if (partner !== undefined) return { kind: 'partner', domain: partner };
  const vendor = first('vendor');
  if (vendor !== undefined) return { kind: 'vendor', domain: vendor };
  return { kind: colleagues ? 'colleagues' : 'alone', domain: '' };
}

function headCount(address: string): number {
  const local = localPart(address);
  return LIST_ADDRESS.test(local) || LIST_WORD.test(local) ? LIST_SIZE : 1;
}

export function hostOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function localPart(address: string): string {
  return address.slice(0, Math.max(0, address.lastIndexOf('@')));
}
