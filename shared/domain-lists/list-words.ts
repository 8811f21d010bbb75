import type { Stage } from './domain-list.ts';

/** Headings that say what a column holds, in the languages of customer registers around us. */
export const HEADINGS = {
  domain:
    /^(?:domain|domän|domene|domæne|website|web|webbplats|webb|hemsida|hjemmeside|url|e-?mail|e-?post|mail)/,
  stage: /^(?:stage|steg|fas|fase|skede|phase)/,
  since: /^(?:since|sedan|siden|from|från|fra|date|datum|dato)/,
} as const;

/** What a stage is called in a list, beside its own name. */
export const STAGE_WORDS: Readonly<Record<string, Stage>> = {
  prospektering: 'prospecting',
  behovsanalys: 'discovery',
  behov: 'discovery',
  qualification: 'discovery',
  kvalificering: 'discovery',
  demonstration: 'demo',
  offert: 'proposal',
  quote: 'proposal',
  förhandling: 'negotiation',
  avslut: 'closing',
  uppföljning: 'follow-up',
  'follow up': 'follow-up',
  followup: 'follow-up',
};
