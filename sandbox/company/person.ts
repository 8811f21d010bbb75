import type { TimeZone } from '../../shared/calendar/time.ts';

export type TeamKey = 'mitt' | 'norr' | 'syd';
export type Role = 'rep' | 'manager' | 'director' | 'admin' | 'colleague';

/** Somebody of the pretend company, with a mailbox. `key` is the mailbox's name inside the sandbox. */
export interface Person {
  readonly key: string;
  readonly objectId: string;
  readonly name: string;
  /** Lower case; also the user principal name. */
  readonly address: string;
  readonly jobTitle: string;
  readonly role: Role;
  readonly team: TeamKey | null;
  readonly managerKey: string | null;
  readonly language: 'sv' | 'nb' | 'en';
  readonly timeZone: TimeZone;
}

export interface Team {
  readonly key: TeamKey;
  readonly name: string;
  readonly managerKey: string;
  readonly repKeys: readonly string[];
}
