import type { Migration } from 'kysely/migration';
import { layTheHouse } from './0001-lay-the-house.ts';
import { askAboutMoves } from './0002-ask-about-moves.ts';

/** In the order of their names; append only. */
export const migrations: Record<string, Migration> = {
  '0001-lay-the-house': layTheHouse,
  '0002-ask-about-moves': askAboutMoves,
};
