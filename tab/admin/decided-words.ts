import type { Translate } from '../words/create-i18n.ts';

export const BASES = ['legitimate_interest', 'public_task', 'legal_obligation'] as const;
/** What the log calls the parts of a decision: the topic beside it says enough. */
const PARTS = /(^|, )(?:basis|reference|date|with|document|name|address) /g;

/** A decision or a setting as the log keeps it, in the reader's words. */
export function decidedWords(text: string, t: Translate): string {
  if (text === 'true') return t('admin.audit.on');
  if (text === 'false') return t('admin.audit.off');
  const weeks = /^weeks (\d+)$/.exec(text);
  if (weeks) return t('admin.audit.weeks', { count: Number(weeks[1]) });
  const said = text.replaceAll(PARTS, '$1');
  const basis = BASES.find((one) => one === said);
  return basis === undefined ? said : t(`admin.bases.${basis}`);
}
