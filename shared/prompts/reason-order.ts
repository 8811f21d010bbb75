import type { ReasonCode } from '../reasons/codes.ts';
import { REASON_CODES } from '../reasons/codes.ts';
import { hashOf } from './draw.ts';

/**
 * The order of a rep's reason buttons: the table's, rotated by a fixed step per rep so that no reason is first for
 * everybody, and the same each time so that the hand finds it. `other` is always last.
 */
export function reasonOrder(person: string): readonly ReasonCode[] {
  const codes = REASON_CODES.filter((code) => code !== 'other');
  const step = hashOf(person) % codes.length;
  return [...codes.slice(step), ...codes.slice(0, step), 'other'];
}
