import { BELL_DEFENCES } from './bell-defences.ts';
import { CALL_DEFENCES } from './call-defences.ts';
import { IDENTITY_DEFENCES } from './identity-defences.ts';
import { LIMIT_DEFENCES } from './limit-defences.ts';
import type { Mutation } from './mutation.ts';
import { READING_DEFENCES } from './reading-defences.ts';
import { TIME_DEFENCES } from './time-defences.ts';
import { TOKEN_DEFENCES } from './token-defences.ts';

/** Every defence against what Graph, its libraries and its limits are known to do. */
export const MUTATIONS: readonly Mutation[] = [
  READING_DEFENCES,
  IDENTITY_DEFENCES,
  TIME_DEFENCES,
  BELL_DEFENCES,
  LIMIT_DEFENCES,
  CALL_DEFENCES,
  TOKEN_DEFENCES,
].flat();
