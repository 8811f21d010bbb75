import type { Mailperson } from '../calendar/calendar-entry.ts';
import { asciiName } from './roster.ts';

/** A company that reps meet; `short` is how it is called in titles. */
export interface Outsider {
  readonly short: string;
  readonly domain: string;
  readonly contacts: readonly [Mailperson, ...Mailperson[]];
}

export const CUSTOMERS: readonly Outsider[] = [
  outsider('Granhult Bygg', 'granhult.example', 'Eva Granhult', 'Tomas Rydalen'),
  outsider('Ekeskog', 'ekeskogens-sag.example', 'Birgitta Ekeskog', 'Henrik Moliden'),
  outsider('Nordlast', 'nordlast.example', 'Mikael Strandell', 'Lena Forsmarker'),
  outsider('Havsnäs Hamn', 'havsnas-hamn.example', 'Annika Havsnäs', 'Rolf Brunnsjö'),
  outsider('Lindtorp', 'lindtorp.example', 'Peter Lindtorp', 'Cecilia Åmark'),
  outsider('Mossdals kommun', 'mossdal-kommun.example', 'Gunilla Mosshed', 'Fredrik Tallvik'),
  outsider('Bergfall', 'bergfall-gruva.example', 'Kent Bergfall', 'Maria Stenhagen'),
  outsider('Kvarnby', 'kvarnby-entreprenad.example', 'Andreas Kvarnby', 'Ulrika Sjölund Ek'),
  outsider('Aldercrest', 'aldercrest.example', 'Hugh Aldermoor', 'Priya Nandlal'),
  outsider('Fjordholm', 'fjordholm.example', 'Kari Fjordholm', 'Ole Brattset'),
  outsider('Vestlund', 'vestlund-anlegg.example', 'Geir Vestlund', 'Anne Solbakk'),
  outsider('Skogdal', 'skogdal-transport.example', 'Bjørn Skogdal', 'Marit Engelien'),
];

export const PARTNERS: readonly Outsider[] = [
  outsider('Nordhamra Service', 'nordhamra-service.example', 'Stig Nordhamra'),
  outsider('Hydralyft', 'hydralyft.example', 'Veronica Hydén'),
];

export const VENDORS: readonly Outsider[] = [
  outsider('Telebro', 'telebro.example', 'Simon Telebro'),
  outsider('Leasia', 'leasia.example', 'Katrin Leasander'),
  outsider('Säljverkstan', 'saljverkstan.example', 'Magnus Coachell'),
];

/** Prospects who write from free mail; their domain says nothing about them. */
export const FREE_MAIL_PROSPECTS: readonly [Mailperson, ...Mailperson[]] = [
  { name: 'Roger Stensved', address: 'invented-roger.stensved@gmail.com' },
  { name: 'Anna-Lena Bruk', address: 'invented-annalena.bruk@hotmail.com' },
  { name: 'Terje Lillemo', address: 'invented-terje.lillemo@online.no' },
];

function outsider(short: string, domain: string, first: string, ...others: string[]): Outsider {
  const contact = (name: string): Mailperson => ({ name, address: `${asciiName(name)}@${domain}` });
  return { short, domain, contacts: [contact(first), ...others.map(contact)] };
}
