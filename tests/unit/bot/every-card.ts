import type { AdaptiveCard } from '../../../bot/cards/adaptive-card.ts';
import { answeredCard, type AnsweredCardData } from '../../../bot/cards/answered-card.ts';
import { closedCard } from '../../../bot/cards/closed-card.ts';
import { helpCard } from '../../../bot/cards/help-card.ts';
import { correctedCard, notSellingCard } from '../../../bot/cards/not-selling-card.ts';
import { pausedCard, resumedCard } from '../../../bot/cards/paused-card.ts';
import { changeCard, promptCard, type PromptCardData } from '../../../bot/cards/prompt-card.ts';
import { acknowledgedCard, welcomeCard } from '../../../bot/cards/welcome-card.ts';
import {
  noteStateCard,
  pastNoteCard,
  weeklyNoteCard,
  type OpenMeeting,
} from '../../../bot/cards/weekly-note-card.ts';
import { whyCard } from '../../../bot/cards/why-card.ts';
import type { Language } from '../../../shared/locales/text.ts';
import { at, STOCKHOLM } from '../../factories/event.ts';

export const PROMPT_ID = '019a8d2e-7c1e-7a55-9c3b-1f2e3d4c5b6a';

/** The picture's story: a demo that went from Thursday to the Tuesday after. */
export const DEMO_PROMPT: PromptCardData = {
  promptId: PROMPT_ID,
  title: 'Demo Nordlast',
  kind: 'postponed',
  oldStart: at('2026-11-19 10:00'),
  newStart: at('2026-11-24 10:00'),
  workingDays: 3,
  othersInOneGo: 0,
  reasonOrder: [
    'other-customer',
    'material',
    'internal-load',
    'customer-hesitant',
    'own-priority',
    'market',
    'customer-asked',
    'other',
  ],
  why: 'booked',
  lapsesAt: at('2026-11-20 17:00'),
  teamMinimum: 5,
  timeZone: STOCKHOLM,
};

export const DEMO_ANSWER: AnsweredCardData = {
  promptId: PROMPT_ID,
  reason: 'internal-load',
  title: 'Demo Nordlast',
  oldStart: at('2026-11-19 10:00'),
  newStart: at('2026-11-24 10:00'),
  evidence: {
    verdict: 'visible',
    facts: [{ key: 'internal-load', values: { hours: 13, week: '2026-W47', medianHours: 9, weeks: 10 } }],
  },
  taker: {
    used: 'took',
    title: 'Prognosgenomgång',
    role: 'manager',
    bookedAt: at('2026-11-17 15:20'),
  },
  contested: false,
  freeTimes: [{ start: at('2026-11-25 10:00'), end: at('2026-11-25 11:30') }],
  attendees: ['eva.lind@nordlast.example'],
  changeableUntil: at('2026-11-19 13:10'),
  now: at('2026-11-18 13:10'),
  whatMovedUrl: 'https://teams.microsoft.com/l/entity/0000/moved',
  timeZone: STOCKHOLM,
};

const LONG_TITLE = 'Å'.repeat(255);

/** Every card that the bot can send, in its plain and its largest form. */
export const EVERY_CARD: readonly (readonly [string, (language: Language) => AdaptiveCard])[] = [
  ['prompt', (language) => promptCard(DEMO_PROMPT, language)],
  [
    'prompt-largest',
    (language) =>
      promptCard(
        { ...DEMO_PROMPT, title: LONG_TITLE, kind: 'declined', why: 'declined', othersInOneGo: 12 },
        language,
      ),
  ],
  ['change', (language) => changeCard(DEMO_PROMPT, 'market', language)],
  ['answered', (language) => answeredCard(DEMO_ANSWER, language)],
  [
    'answered-contested',
    (language) =>
      answeredCard(
        {
          ...DEMO_ANSWER,
          contested: true,
          newStart: null,
          freeTimes: [
            { start: at('2026-11-20 09:00'), end: at('2026-11-20 11:00') },
            { start: at('2026-11-20 13:00'), end: at('2026-11-20 15:00') },
          ],
        },
        language,
      ),
  ],
  ['answered-largest', (language) => answeredCard(largestAnswer(), language)],
  ['not-selling', (language) => notSellingCard(PROMPT_ID, language)],
  ['corrected', (language) => correctedCard('ignored', language)],
  ['paused', (language) => pausedCard({ until: at('2026-11-25 13:10'), timeZone: STOCKHOLM }, language)],
  ['paused-open', (language) => pausedCard({ until: null, timeZone: STOCKHOLM }, language)],
  ['resumed', (language) => resumedCard(language)],
  ['closed', (language) => closedCard(language)],
  ['welcome', (language) => welcomeCard({ rep: { teamMinimum: 5, acknowledged: false } }, language)],
  [
    'notice',
    (language) => {
      const readingFrom = { at: at('2026-12-03 00:00'), timeZone: STOCKHOLM };
      return welcomeCard({ rep: { teamMinimum: 5, acknowledged: false, readingFrom } }, language);
    },
  ],
  ['welcome-not-a-rep', (language) => welcomeCard({ rep: null }, language)],
  ['acknowledged', (language) => acknowledgedCard(language)],
  ['note', (language) => weeklyNoteCard({ meetings: openMeetings(2), timeZone: STOCKHOLM }, language)],
  [
    'note-largest',
    (language) => weeklyNoteCard({ meetings: openMeetings(9, LONG_TITLE), timeZone: STOCKHOLM }, language),
  ],
  ['note-on', (language) => noteStateCard(true, language)],
  ['note-off', (language) => noteStateCard(false, language)],
  ['note-past', (language) => pastNoteCard(language)],
  ['help', (language) => helpCard(language)],
  ['why', (language) => whyCard({ teamMinimum: null }, language)],
];

function openMeetings(count: number, title = 'Demo Nordlast'): OpenMeeting[] {
  return Array.from({ length: count }, (_, index) => ({
    title,
    start: at('2026-11-16 10:00') + index * 86_400_000,
    attendees: ['eva.lind@nordlast.example'],
    freeTime: { start: at('2026-11-25 10:00'), end: at('2026-11-25 11:00') + index * 900_000 },
  }));
}

function largestAnswer(): AnsweredCardData {
  const attendees = Array.from({ length: 8 }, (_, i) => `somebody.with.a.long.name.${i}@nordlast.example`);
  const [free] = DEMO_ANSWER.freeTimes;
  return {
    ...DEMO_ANSWER,
    title: LONG_TITLE,
    attendees,
    freeTimes: free ? [free, { start: free.start + 86_400_000, end: free.end + 86_400_000 }] : [],
    taker: { ...taker(), title: LONG_TITLE },
  };
}

function taker() {
  return { used: 'took', role: 'external', bookedAt: at('2026-11-17 15:20') } as const;
}
