import type { ListKind, ListRow } from '../../shared/domain-lists/domain-list.ts';
import { writeCsv } from '../../shared/domain-lists/write-csv.ts';
import type { Language, Translate } from '../words/create-i18n.ts';

const EXAMPLES: readonly ListRow[] = [
  { domain: 'granlund.example', stage: 'proposal', since: '2026-10-01' },
  { domain: 'granlund.example', stage: 'negotiation', since: '2026-11-02' },
  { domain: 'hamnverket.example', stage: 'discovery', since: '2026-11-16' },
];

/** A list as a file that the reader's spreadsheet opens and that can be given back as it is. */
export function listFile(
  kind: ListKind,
  rows: readonly ListRow[],
  { language, t }: { readonly language: Language; readonly t: Translate },
): string {
  const isStages = kind === 'stage';
  const headings = isStages
    ? [t('lists.columns.domain'), t('lists.columns.stage'), t('lists.columns.since')]
    : [t('lists.columns.domain')];
  const cells = rows.map(({ domain, stage, since }) =>
    isStages ? [domain, stage === null ? '' : t(`lists.stages.${stage}`), since ?? ''] : [domain],
  );
  return writeCsv([headings, ...cells], language === 'sv' ? ';' : ',');
}

/** Invented, to show the form. */
export function exampleRows(kind: ListKind): readonly ListRow[] {
  return kind === 'stage' ? EXAMPLES : EXAMPLES.slice(1);
}

/** Hands a file over to whoever reads the page. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
