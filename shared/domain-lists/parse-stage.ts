import { existingDate } from '../calendar/typed-time.ts';
import type { LocalDate } from '../calendar/time.ts';
import { STAGES, type Stage } from './domain-list.ts';
import { STAGE_WORDS } from './list-words.ts';

export function parseStage(text: string): Stage | null {
  const word = text.trim().toLowerCase();
  return STAGES.find((stage) => stage === word) ?? STAGE_WORDS[word] ?? null;
}

/** `2026-11-02`, with or without a time behind it. A day that the calendar does not have is none. */
export function parseDate(text: string): LocalDate | null {
  const date = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text.trim())?.[1];
  return date === undefined ? null : existingDate(date);
}
