/** What a stretch of calendar time is for (domain §3). */
export type TimeClass = 'selling' | 'supporting' | 'internal' | 'ignored' | 'unsure';
export const WORK_CLASSES = ['selling', 'supporting', 'internal'] as const;
export type WorkClass = (typeof WORK_CLASSES)[number];
/** The classes that a split shows, in stack order: selling on the floor, unsure on top of it. */
export const SPLIT_CLASSES = ['selling', 'unsure', 'supporting', 'internal'] as const;
export type SplitClass = (typeof SPLIT_CLASSES)[number];

export const ACTIVITY_TYPES = {
  selling: [
    'prospecting',
    'discovery',
    'demo',
    'proposal',
    'negotiation',
    'closing',
    'account_followup',
    'customer_meeting',
    'customer_event',
  ],
  supporting: [
    'preparation',
    'proposal_writing',
    'crm_admin',
    'deal_internal',
    'delivery',
    'customer_support',
    'partner',
    'travel',
  ],
  internal: [
    'team_meeting',
    'one_on_one',
    'all_hands',
    'reporting',
    'training',
    'recruiting',
    'admin',
    'vendor',
    'planning',
    'social',
    'cross_functional',
  ],
  ignored: ['private', 'oof', 'holiday', 'break', 'marker', 'free', 'cancelled', 'placeholder'],
} as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[keyof typeof ACTIVITY_TYPES][number];

/** One reason behind a class. `signal` is a key of `because.*` in the locales, `value` what it speaks of. */
export interface Because {
  readonly signal: string;
  /** The word or domain that was found, for the reader's eyes only; empty where there is none. */
  readonly value: string;
  /** The class that it speaks for (positive weight) or against (negative). */
  readonly speaksFor: Exclude<TimeClass, 'unsure'>;
  /** Points; the sign says for or against. State filters weigh `Infinity` in thought and 100 here. */
  readonly weight: number;
}

export interface Classification {
  readonly class: TimeClass;
  readonly activity: ActivityType;
  /** 0–1, calibrated: of all answers with .8, eight in ten are right. */
  readonly confidence: number;
  /** The best guess behind an `unsure`; equals `class` otherwise. Never shown as the answer. */
  readonly top: Exclude<TimeClass, 'unsure'>;
  /** Strongest first, at most four. */
  readonly because: readonly Because[];
  readonly classifierVersion: string;
}

/** What the tenant and the person know of the world; the order of the lists means nothing. */
export interface ClassificationContext {
  /** The person whose calendar it is, lower case. */
  readonly self: string;
  readonly ownDomains: readonly string[];
  /** null = the tenant has no such list, which is not the same as an empty one. */
  readonly customerDomains: readonly string[] | null;
  readonly partnerDomains: readonly string[] | null;
  readonly vendorDomains: readonly string[] | null;
}
