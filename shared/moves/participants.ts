import type { CalendarEvent } from '../calendar/event.ts';
import type { OrganizerRole, Surroundings } from './move.ts';

type Known = Pick<Surroundings, 'self' | 'ownDomains' | 'reportingLine'>;

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Outside the organisation. An address without a domain (a room, a broken export) is nobody from outside. */
export function isExternal(address: string, ownDomains: readonly string[]): boolean {
  if (!address.includes('@')) return false;
  const domain = domainOf(address);
  return !ownDomains.some((own) => domain === own || domain.endsWith(`.${own}`));
}

/** Organizer and attendees without the rep and without rooms, each once. */
export function othersIn(event: CalendarEvent, self: string): readonly string[] {
  const people = event.attendees.filter(({ kind }) => kind !== 'resource').map(({ address }) => address);
  if (event.organizer !== null) people.push(event.organizer);
  return [...new Set(people)].filter((address) => address !== self);
}

export function externalsIn(
  event: CalendarEvent,
  { self, ownDomains }: Pick<Surroundings, 'self' | 'ownDomains'>,
): readonly string[] {
  return othersIn(event, self).filter((address) => isExternal(address, ownDomains));
}

/** Exports leave the organizer out of what nobody else is in; such a block is the rep's own. */
export function repOrganizes(event: CalendarEvent, self: string): boolean {
  if (event.isOrganizer || event.organizer === self) return true;
  return event.organizer === null && othersIn(event, self).length === 0;
}

export function organizerRole(
  event: CalendarEvent,
  { self, ownDomains, reportingLine }: Known,
): OrganizerRole {
  if (repOrganizes(event, self)) return 'self';
  if (event.organizer === null) return 'colleague';
  if (reportingLine.includes(event.organizer)) return 'manager';
  return isExternal(event.organizer, ownDomains) ? 'external' : 'colleague';
}
