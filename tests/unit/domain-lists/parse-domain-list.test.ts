import { describe, expect, it } from 'vitest';
import type { ListRow } from '../../../shared/domain-lists/domain-list.ts';
import { parseDomainList } from '../../../shared/domain-lists/parse-domain-list.ts';

const known = { own: ['nordvik.example', 'nordvik-gruppen.example'], directory: ['nordvik.example'] };

function parse(text: string, kind: Parameters<typeof parseDomainList>[1] = 'customer') {
  return parseDomainList(new TextEncoder().encode(text), kind, known);
}

function listed(...domains: string[]): ListRow[] {
  return domains.map((domain) => ({ domain, stage: null, since: null }));
}

/** One byte a letter, as Excel writes without being told otherwise. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function utf16(text: string): Uint8Array {
  return Uint8Array.from(
    `\ufeff${text}`.split('').flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
  );
}

describe('a list of domains', () => {
  it.each<[string, string, string[]]>([
    [
      'in one column without a heading',
      'granlund.example\nhamnverket.example\n',
      ['granlund.example', 'hamnverket.example'],
    ],
    ['with a heading', 'Domän\r\ngranlund.example\r\n', ['granlund.example']],
    ['with a heading alone', 'Domain', []],
    [
      'from a register, by the column that its heading names',
      'Kund;Webbplats;Ort;E-post\nGranlund AB;https://www.granlund.example/kontakt;Kista;\n',
      ['granlund.example'],
    ],
    [
      'by the column in which the domains stand',
      'Granlund;1;granlund.example\nTill & Co;2;till.example',
      ['granlund.example', 'till.example'],
    ],
    [
      'however a domain is written',
      'GRANLUND.EXAMPLE\n@hamn.example\nhttps://www.till.example/x?y=1\nEva <eva@mail.ek.example>\n*.al.example\nask.example.\nxn--keri-poa.example\n',
      [
        'granlund.example',
        'hamn.example',
        'till.example',
        'ek.example',
        'al.example',
        'ask.example',
        'xn--keri-poa.example',
      ],
    ],
    [
      'by what somebody registered',
      'shop.granlund.co.uk\nnordlast.onmicrosoft.com',
      ['granlund.co.uk', 'nordlast.onmicrosoft.com'],
    ],
  ])('is read %s', (_, text, domains) => {
    expect(parse(text)).toMatchObject(
      domains.length > 0 ? { rows: listed(...domains), problems: [] } : { rows: null },
    );
  });

  it.each([
    ['UTF-8 with its mark', new TextEncoder().encode('\ufeffDomän\nåkeri.example')],
    ['Windows-1252', windows1252('Domän;Ort\r\nåkeri.example;Växjö\r\n')],
    ['UTF-16', utf16('Domän\tOrt\r\nåkeri.example\tVäxjö')],
  ])('is read in %s', (_, bytes) => {
    expect(parseDomainList(bytes, 'customer', known)).toMatchObject({
      rows: listed('åkeri.example'),
      problems: [],
    });
  });

  it('names each line that it leaves out, and takes the others', () => {
    const text =
      'domain;name\nGRANLUND.example;A\ngmail.com;B\n;C\nGranlund;D\nco.uk;E\nwww.nordvik-gruppen.example;F\nwww.granlund.example;G\nek.example;H\n';
    expect(parse(text)).toMatchObject({
      rows: listed('granlund.example', 'ek.example'),
      problems: [
        { line: 3, code: 'free_mail', value: 'gmail.com' },
        { line: 4, code: 'no_domain', value: '' },
        { line: 5, code: 'not_a_domain', value: 'Granlund' },
        { line: 6, code: 'public_suffix', value: 'co.uk' },
        { line: 7, code: 'own_domain', value: 'nordvik-gruppen.example' },
        { line: 8, code: 'twice', value: 'granlund.example, 2' },
      ],
    });
  });

  it('takes two spellings of a name with letters of its own for one', () => {
    expect(parse('åkeri.example\nxn--keri-poa.example')).toMatchObject({
      rows: listed('åkeri.example'),
      problems: [{ line: 2, code: 'twice', value: 'xn--keri-poa.example, 1' }],
    });
  });

  it('of one’s own leaves out what the directory knows, and takes a sister company', () => {
    expect(parse('nordvik.example\nnordvik-gruppen.example\nnordvik.no', 'own')).toMatchObject({
      rows: listed('nordvik-gruppen.example', 'nordvik.no'),
      problems: [{ line: 1, code: 'in_directory', value: 'nordvik.example' }],
    });
  });

  it.each<[string, Uint8Array, object]>([
    ['is too large', new Uint8Array(2_000_001), { line: null, code: 'file_too_large', value: '2' }],
    [
      'has too many lines',
      new TextEncoder().encode('a.se\n'.repeat(20_002)),
      { line: null, code: 'too_many_lines', value: '20000' },
    ],
    ['is a workbook', windows1252('PK\u0003\u0004\u0014'), { line: null, code: 'not_a_table', value: '' }],
    ['is a page', new TextEncoder().encode('<html>'), { line: null, code: 'not_a_table', value: '' }],
    [
      'leaves a quote open',
      new TextEncoder().encode('a.se\n"b.se'),
      { line: 2, code: 'quote_not_closed', value: '' },
    ],
    [
      'has nothing in it',
      new TextEncoder().encode('\n;\n'),
      { line: null, code: 'nothing_in_it', value: '' },
    ],
  ])('is not taken at all where the file %s', (_, bytes, problem) => {
    expect(parseDomainList(bytes, 'customer', known)).toEqual({ rows: null, problems: [problem] });
  });
});

describe('a list of stages', () => {
  it('is read with its days, in Swedish or English, whichever the order of its columns', () => {
    const text =
      'Sedan;Steg;Kund\n2026-10-01;Offert;granlund.example\n2026-11-02 00:00:00;negotiation;granlund.example\n2026-09-14;Behovsanalys;ek.example\n';
    expect(parse(text.replace('Kund', 'Domän'), 'stage')).toMatchObject({
      rows: [
        { domain: 'granlund.example', stage: 'proposal', since: '2026-10-01' },
        { domain: 'granlund.example', stage: 'negotiation', since: '2026-11-02' },
        { domain: 'ek.example', stage: 'discovery', since: '2026-09-14' },
      ],
      problems: [],
    });
  });

  it('names what a line lacks', () => {
    const text =
      'granlund.example;demo;2026-10-01\nek.example;sold;2026-02-30\nal.example;;\ngranlund.example;closing;2026-10-01';
    expect(parse(text, 'stage')).toMatchObject({
      rows: [{ domain: 'granlund.example', stage: 'demo', since: '2026-10-01' }],
      problems: [
        { line: 2, code: 'unknown_stage', value: 'sold' },
        { line: 2, code: 'wrong_date', value: '2026-02-30' },
        { line: 3, code: 'no_stage', value: '' },
        { line: 3, code: 'no_date', value: '' },
        { line: 4, code: 'twice', value: 'granlund.example, 1' },
      ],
    });
  });
});
