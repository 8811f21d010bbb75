/** A reason that a rep can give with one tap (domain §7). */
export interface Reason {
  readonly code: ReasonCode;
  /** One of the accepted explanations of which the register asks how often the calendar shows them. */
  readonly register: boolean;
}

/** In the order of the table; `other` is always the last button. */
export const REASON_CODES = [
  'internal-load',
  'customer-hesitant',
  'market',
  'material',
  'customer-asked',
  'other-customer',
  'own-priority',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

const IN_REGISTER: ReadonlySet<ReasonCode> = new Set([
  'internal-load',
  'customer-hesitant',
  'market',
  'material',
]);

export const REASONS: readonly Reason[] = REASON_CODES.map((code) => ({
  code,
  register: IN_REGISTER.has(code),
}));

export function isReasonCode(text: string): text is ReasonCode {
  return REASON_CODES.some((code) => code === text);
}
