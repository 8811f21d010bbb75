import { REASON_CODES, type ReasonCode } from '../../shared/reasons/codes.ts';

/** @throws Error for a code that this version does not know: the row is from a newer one. */
export function reasonCodeOf(text: string): ReasonCode {
  const code = REASON_CODES.find((candidate) => candidate === text);
  if (!code) throw new Error('A stored reason is unknown to this version.');
  return code;
}
