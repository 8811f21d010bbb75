import { describe, expect, it } from 'vitest';
import { LIST_KINDS } from '../../../shared/domain-lists/domain-list.ts';
import { parseDomainList } from '../../../shared/domain-lists/parse-domain-list.ts';
import { exampleRows, listFile } from '../../../tab/admin/list-file.ts';
import { describeRow, problemWords } from '../../../tab/admin/list-words.ts';
import { createI18n } from '../../../tab/words/create-i18n.ts';

const nobody = { own: [], directory: [] };

describe.each(['sv', 'en'] as const)('a list as a file in %s', (language) => {
  it.each(LIST_KINDS)('of %s can be given back as it is', async (kind) => {
    const { t } = await createI18n(language);
    const rows = exampleRows(kind).map((row) =>
      kind === 'stage' ? row : { ...row, stage: null, since: null },
    );
    const file = new TextEncoder().encode(listFile(kind, rows, { language, t }));
    expect(parseDomainList(file, kind, nobody)).toMatchObject({ rows, problems: [] });
  });
});

it('separates cells as the spreadsheet of the language expects', async () => {
  const rows = exampleRows('stage').slice(0, 1);
  const [sv, en] = [await createI18n('sv'), await createI18n('en')];
  expect(listFile('stage', rows, { language: 'sv', t: sv.t })).toBe(
    '\ufeffdomän;steg;sedan\r\ngranlund.example;offert;2026-10-01\r\n',
  );
  expect(listFile('stage', rows, { language: 'en', t: en.t })).toBe(
    '\ufeffdomain,stage,since\r\ngranlund.example,proposal,2026-10-01\r\n',
  );
});

it('a line that is left out is named with what to do about it', async () => {
  const { t } = await createI18n('sv');
  const words = [
    { line: 4, code: 'twice', value: 'ek.example, 2' },
    { line: null, code: 'file_too_large', value: '2' },
  ] as const;
  expect(words.map((problem) => problemWords(problem, t))).toEqual([
    'Rad 4: ek.example står redan på rad 2. Ta bort den ena.',
    'Filen är större än 2 MB. Ta bort kolumner som inte behövs, eller dela den.',
  ]);
  expect(describeRow({ domain: 'ek.example', stage: 'closing', since: '2026-11-02' }, t, 'demo')).toBe(
    'ek.example, demo → avslut, 2026-11-02',
  );
});
