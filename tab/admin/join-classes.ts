import type { SaidClass } from '../../shared/contract/classes.ts';
import type { Language, Translate } from '../words/create-i18n.ts';

/** `Internal or not counted`: classes that stand together are what an event was, one or the other. */
export function joinClasses(classes: readonly SaidClass[], language: Language, t: Translate): string {
  const [first, ...others] = classes;
  if (first === undefined) return '';
  if (others.length === 0) return t(`week.say.${first}`);
  const names = others.map((name) =>
    name === 'ignored' ? t('admin.classification.agreement.notCounted') : t(`week.named.${name}`),
  );
  return new Intl.ListFormat(language === 'sv' ? 'sv-SE' : 'en-GB', { type: 'disjunction' }).format([
    t(`week.say.${first}`),
    ...names,
  ]);
}
