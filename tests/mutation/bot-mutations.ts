import { BOT_INBOUND_DEFENCES } from './bot-inbound-defences.ts';
import { BOT_SENDING_DEFENCES } from './bot-sending-defences.ts';
import type { Mutation } from './mutation.ts';

/** The defences against what Teams does to a bot that would cost the most if they were missing. */
export const BOT_MUTATIONS: readonly Mutation[] = [BOT_INBOUND_DEFENCES, BOT_SENDING_DEFENCES].flat();
