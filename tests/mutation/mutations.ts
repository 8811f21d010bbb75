import { BELL_DEFENCES } from './bell-defences.ts';
import { IDENTITY_DEFENCES } from './identity-defences.ts';
import { LIMIT_DEFENCES } from './limit-defences.ts';
import type { Mutation } from './mutation.ts';
import { READING_DEFENCES } from './reading-defences.ts';
import { TIME_DEFENCES } from './time-defences.ts';

/** Every defence that has a row among the known faults or a switch at the pretend Graph. */
export const MUTATIONS: readonly Mutation[] = [
  READING_DEFENCES,
  IDENTITY_DEFENCES,
  TIME_DEFENCES,
  BELL_DEFENCES,
  LIMIT_DEFENCES,
].flat();
