import type { ListPreview } from '../../shared/contract/domain-lists.ts';
import type { ListRow, Stage } from '../../shared/domain-lists/domain-list.ts';
import type { Translate } from '../words/create-i18n.ts';

type ListProblem = ListPreview['problems']['first'][number];

/** `Rad 4: gmail.com är …`: what is wrong and what to do. */
export function problemWords({ line, code, value }: ListProblem, t: Translate): string {
  const [what, of] = code === 'twice' ? value.split(', ') : [value];
  const words = t(`lists.problems.${code}`, { value: what ?? '', of: of ?? '' });
  return line === null ? words : `${t('lists.problems.line', { line })} ${words}`;
}

/** `granlund.example`; of a stage with where it stands, and since when. */
export function describeRow(
  { domain, stage, since }: ListRow,
  t: Translate,
  from: Stage | null = null,
): string {
  if (stage === null) return domain;
  const named = t(`lists.stages.${stage}`);
  const where = from === null ? named : `${t(`lists.stages.${from}`)} → ${named}`;
  return `${domain}, ${where}, ${since ?? ''}`;
}
