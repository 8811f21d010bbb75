import type { TimeClass } from '../../shared/classification/classification.ts';
import type { Person } from './person.ts';

/** Who is in the room beside the rep. */
export type Room =
  | 'customer'
  | 'prospect'
  | 'partner'
  | 'vendor'
  | 'alone'
  | 'presales'
  | 'hr'
  | 'product'
  | 'colleague';

export interface Title {
  readonly room: Room;
  /** `{c}` is the short name of the company met, `{n}` a colleague's first name. */
  readonly text: Record<Person['language'], string>;
  readonly minutes: readonly [number, ...number[]];
  readonly weight: number;
}

export type FilledClass = Exclude<TimeClass, 'ignored'>;

const title = (
  room: Room,
  weight: number,
  minutes: readonly [number, ...number[]],
  sv: string,
  nb: string,
  en: string,
): Title => ({ room, weight, minutes, text: { sv, nb, en } });

/** What fills a rep's week beside the series, by what the time is for. */
export const TITLES: Record<FilledClass, readonly [Title, ...Title[]]> = {
  selling: [
    title('customer', 3, [60], 'Demo {c}', 'Demo for {c}', 'Product demo {c}'),
    title('customer', 3, [60, 90], 'Behovsanalys {c}', 'Behovsmøte {c}', 'Discovery call {c}'),
    title('customer', 2, [60], 'Prisförhandling {c}', 'Forhandlingsmøte {c}', 'Pricing discussion {c}'),
    title('customer', 1, [30, 60], 'Avtalsmöte {c}', 'Kontraktsmøte {c}', 'Contract signing {c}'),
    title('customer', 3, [30, 60], 'Uppföljning {c}', 'Oppfølging {c}', 'Account check-in {c}'),
    title('customer', 3, [60, 90], 'Kundmöte {c}', 'Kundemøte {c}', 'Customer meeting {c}'),
    title('customer', 2, [90, 120], 'Kundbesök {c}', 'Kundebesøk {c}', 'Site visit {c}'),
    title(
      'prospect',
      1,
      [30, 60],
      'Första samtal om hjullastare',
      'Første møte om hjullaster',
      'Intro call wheel loaders',
    ),
    title('alone', 2, [60, 90], 'Ring varma leads', 'Ringe nye leads', 'Prospecting block'),
  ],
  supporting: [
    title('alone', 3, [60], 'Förbereda demo {c}', 'Forberede demo {c}', 'Prepare demo {c}'),
    title('alone', 3, [30, 60], 'Uppdatera CRM', 'CRM-oppdatering', 'Update CRM'),
    title('alone', 2, [60, 90], 'Restid {c}', 'Reisetid {c}', 'Travel to {c}'),
    title(
      'presales',
      2,
      [60],
      'Lösningsmöte internt {c}',
      'Løsningsmøte internt {c}',
      'Solution workshop {c}',
    ),
    title('customer', 2, [60], 'Leveransmöte {c}', 'Leveransemøte {c}', 'Onboarding {c}'),
    title('customer', 1, [30], 'Reklamation {c}', 'Reklamasjon {c}', 'Support escalation {c}'),
    title('partner', 1, [60], 'Partnermöte {c}', 'Partnermøte {c}', 'Partner meeting {c}'),
  ],
  internal: [
    title('alone', 3, [30, 60], 'Mejl och admin', 'E-post og admin', 'Email and admin'),
    title(
      'alone',
      1,
      [30],
      'Tidrapport och reseräkning',
      'Timeføring og reiseregning',
      'Expenses and time report',
    ),
    title('product', 2, [60], 'Produktutbildning', 'Produktopplæring', 'Product training'),
    title('colleague', 3, [30, 60], 'Avstämning marknad', 'Avstemming marked', 'Marketing sync'),
    title('hr', 1, [60], 'Intervju innesäljare', 'Intervju innesalg', 'Interview inside sales'),
    title(
      'vendor',
      1,
      [60],
      'Demo av er växel, {c}',
      'Demo av deres sentralbord, {c}',
      'Vendor demo of your phone system, {c}',
    ),
    title(
      'colleague',
      2,
      [60],
      'Projektmöte ny webb',
      'Prosjektmøte ny nettside',
      'Project meeting new website',
    ),
  ],
  unsure: [
    title('alone', 3, [60, 90], 'Fokustid', 'Fokustid', 'Focus time'),
    title('alone', 2, [60], 'Upptagen', 'Opptatt', 'Busy'),
    title('alone', 1, [30, 60], 'Möte', 'Møte', 'Meeting'),
  ],
};
