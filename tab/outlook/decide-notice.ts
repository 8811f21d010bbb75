import { couldBeSelling } from './could-be-selling.ts';

/** What an open form says of a meeting. Nothing of it leaves the form. */
export interface FormSnapshot {
  readonly title: string;
  readonly attendees: readonly string[];
  readonly isPrivate: boolean;
  /** The form's owner, lower case. */
  readonly self: string;
  /** Milliseconds since 1970. */
  readonly oldStart: number;
  readonly start: number;
}

/**
 * Whether the form says that it is being moved: a meeting that may be selling, to a later day, before its old start. From
 * the form alone, without a token and without asking anybody; whether a question is allowed the server says, in the pane.
 */
export function decideNotice(
  { isPrivate, oldStart, start, ...glance }: FormSnapshot,
  now: number,
  dayOf: (instant: number) => string,
): boolean {
  if (isPrivate || start <= oldStart || dayOf(start) === dayOf(oldStart)) return false;
  return oldStart > now && couldBeSelling(glance);
}
