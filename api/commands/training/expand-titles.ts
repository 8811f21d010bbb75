import { readFileSync } from 'node:fs';
import type { Attendee, CalendarEvent } from '../../../shared/calendar/event.ts';
import { DAY, HOUR } from '../../../shared/calendar/time.ts';
import { ACTIVITIES, ANSWERS } from '../../../shared/classification/points.ts';
import type { LabelledEvent } from './labelled-events.ts';

/**
 * Rooms are written short: `A` alone, `C3` three colleagues, `K` customer, `U` unlisted outsider, `F` free mail, `P`
 * partner, `V` vendor; `<` after one means that the first of them organises; `r` recurring, `d` all day. "K2 C1<r".
 */
const MEMBER = /^(?<kind>[ACKUFPV])(?<count>\d*)(?<organises><?)[rd]*$/;
const SELF = 'sam.rep@stenholm.example';
const DOMAINS: Readonly<Record<string, string>> = {
  C: 'stenholm.example',
  K: 'halden.example',
  F: 'gmail.com',
  P: 'partnerbolag.example',
  V: 'saljarbolag.example',
};
const CUSTOMERS = ['halden.example', 'vestjysk-energi.example', 'norfjord.example', 'hartwig-bau.example'];
const FIRST_NAMES = ['eva', 'bo', 'ida', 'jan', 'per', 'mia', 'kim', 'alf', 'lea'];
/** Monday 2026-09-07, 08:00Z. */
const START = Date.UTC(2026, 8, 7, 8);

/** Titles with a room in short form, as events: `language, title, room, label, activity` by tabs. */
export function readTitles(file: URL | string): LabelledEvent[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return lines.map((line, at) => expandTitle(line, at));
}

export function expandTitle(line: string, at: number): LabelledEvent {
  const [language = '', title = '', room = '', label, activity] = line.split('\t');
  const answer = ANSWERS.find((name) => name === label);
  const kind = ACTIVITIES.find((name) => name === activity);
  if (!answer || !kind) throw new Error(`line ${at + 1}: no such label or activity: ${label}, ${activity}`);
  const people = room.split(' ').flatMap((member) => expandMember(member, at));
  const listed = at % 2 === 0 || room.includes('K');
  return {
    id: `title-${at + 1}`,
    tenant: 'titles',
    language,
    label: answer,
    activity: kind,
    answerable: true,
    context: {
      self: SELF,
      ownDomains: ['stenholm.example'],
      customerDomains: listed ? CUSTOMERS : null,
      partnerDomains: room.includes('P') ? ['partnerbolag.example'] : null,
      vendorDomains: room.includes('V') ? ['saljarbolag.example'] : null,
    },
    event: makeEvent(title, room, people, at),
  };
}

interface Person {
  readonly address: string;
  readonly organises: boolean;
}

function expandMember(member: string, at: number): Person[] {
  const groups = MEMBER.exec(member)?.groups;
  if (!groups) throw new Error(`line ${at + 1}: "${member}" is no room`);
  const { kind = '', count, organises } = groups;
  if (kind === 'A') return [];
  const domain = DOMAINS[kind] ?? `okand${at}.example`;
  return Array.from({ length: Number(count || 1) }, (_, place) => ({
    address: `${FIRST_NAMES[place % FIRST_NAMES.length] ?? ''}.ek${place}@${domain}`,
    organises: organises === '<' && place === 0,
  }));
}

function makeEvent(title: string, room: string, people: readonly Person[], at: number): CalendarEvent {
  const organizer = people.find((person) => person.organises)?.address ?? SELF;
  const recurring = room.includes('r');
  const allDay = room.includes('d');
  return {
    id: `t${at}`,
    instanceKey: `t${at}`,
    seriesKey: recurring ? `s${at}` : null,
    seriesMasterId: recurring ? `s${at}` : null,
    type: recurring ? 'occurrence' : 'singleInstance',
    start: START,
    end: START + (allDay ? DAY : HOUR),
    allDay: allDay ? { start: '2026-09-07', end: '2026-09-08' } : null,
    title,
    organizer,
    isOrganizer: organizer === SELF,
    attendees: people.map(({ address }): Attendee => ({
      address,
      kind: 'required',
      response: 'accepted',
      respondedAt: null,
      proposedNewTime: false,
    })),
    response: organizer === SELF ? 'organizer' : 'accepted',
    showAs: 'busy',
    sensitivity: 'normal',
    isCancelled: false,
    categories: [],
    isOnlineMeeting: false,
    createdAt: null,
    lastModifiedAt: null,
  };
}
