import type { Moves } from '../../shared/contract/moves.ts';
import type { Translate } from '../words/create-i18n.ts';

export type WhatTook = Moves['whatTook'];

/** `Internt, chef bokade`. */
export function takenByWords(by: WhatTook['rows'][number]['by'], t: Translate): string {
  if (by === null) return t('moved.whatTook.nothing');
  return t('moved.whatTook.row', {
    class: by.class === 'ignored' ? t('moved.whatTook.notCounted') : t(`classes.${by.class}`),
    role: t(`moved.whatTook.roles.${by.role}`),
  });
}
