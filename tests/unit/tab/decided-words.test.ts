import { expect, it } from 'vitest';
import { decidedWords } from '../../../tab/admin/decided-words.ts';
import { createI18n } from '../../../tab/words/create-i18n.ts';

const { t: sv } = await createI18n('sv');
const { t: en } = await createI18n('en');

it.each([
  ['basis legitimate_interest', 'Berättigat intresse, artikel 6.1 f', 'Legitimate interest, article 6.1 f'],
  ['reference DPIA 7, date 2026-04-28', 'DPIA 7, 2026-04-28', 'DPIA 7, 2026-04-28'],
  [
    'with Unionen, lokal klubb, date 2026-05-12, document MBL 4',
    'Unionen, lokal klubb, 2026-05-12, MBL 4',
    'Unionen, lokal klubb, 2026-05-12, MBL 4',
  ],
  ['weeks 26', '26 veckor', '26 weeks'],
  ['weeks 1', '1 vecka', '1 week'],
  [
    'name Ombudet, address dpo@tranvik.example',
    'Ombudet, dpo@tranvik.example',
    'Ombudet, dpo@tranvik.example',
  ],
  ['true', 'på', 'on'],
  ['Europe/Stockholm', 'Europe/Stockholm', 'Europe/Stockholm'],
])('the log’s "%s" is told as "%s" and "%s"', (text, swedish, english) => {
  expect([decidedWords(text, sv), decidedWords(text, en)]).toEqual([swedish, english]);
});
