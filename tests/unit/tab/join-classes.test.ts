import { expect, it } from 'vitest';
import type { SaidClass } from '../../../shared/contract/classes.ts';
import { joinClasses } from '../../../tab/admin/join-classes.ts';
import { createI18n } from '../../../tab/words/create-i18n.ts';

const t = { sv: (await createI18n('sv')).t, en: (await createI18n('en')).t };

it.each<[readonly SaidClass[], string, string]>([
  [['internal'], 'Internt', 'Internal'],
  [['ignored'], 'Räknas inte', 'Not counted'],
  [['internal', 'ignored'], 'Internt eller inte räknat', 'Internal or not counted'],
  [
    ['supporting', 'internal', 'ignored'],
    'Stödjande, internt eller inte räknat',
    'Supporting, internal or not counted',
  ],
])('classes that stand together, %j, are named as one or the other', (classes, swedish, english) => {
  expect(joinClasses(classes, 'sv', t.sv)).toBe(swedish);
  expect(joinClasses(classes, 'en', t.en)).toBe(english);
});
