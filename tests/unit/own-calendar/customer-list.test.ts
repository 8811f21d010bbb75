import { expect, it } from 'vitest';
import { parseCustomerList } from '../../../api/commands/analyse/customer-list.ts';
import { countryOfZone } from '../../../api/commands/analyse/country-of-zone.ts';
import { parseOptions } from '../../../api/commands/analyse/options.ts';

it('takes from each line the first cell that has a domain, an address or a web address', () => {
  const text =
    '\ufeffKund;Domän\r\nGranlund AB;granlund.example\nHamnverket,"https://www.hamnverket.example/kontakt"\r\n\r\nNordlast\tAli@Nordlast.example\nåkeriet.example\n';
  expect(parseCustomerList(text, 'kunder.csv')).toEqual({
    domains: ['granlund.example', 'hamnverket.example', 'nordlast.example', 'åkeriet.example'],
    problems: [],
  });
});

it('names the line that has none, the heading apart', () => {
  expect(parseCustomerList('domän\ngranlund.example\nNordlast\n', 'kunder.csv')).toEqual({
    domains: ['granlund.example'],
    problems: [
      {
        code: 'customers-unreadable',
        file: 'kunder.csv',
        line: 3,
        event: null,
        values: { value: 'Nordlast' },
      },
    ],
  });
});

it('reads the whole command line', () => {
  const args = [
    'a.ics',
    '--me',
    'Anna.Wik@nordvik.example',
    'b',
    '--tz',
    'w. europe standard time',
    '--domains',
    'Nordvik.example, nordvik.test',
    '--customers',
    'k.csv',
    '--json',
  ];
  expect(parseOptions(args)).toEqual({
    files: ['a.ics', 'b'],
    me: 'anna.wik@nordvik.example',
    timeZone: 'Europe/Berlin',
    domains: ['nordvik.example', 'nordvik.test'],
    customers: 'k.csv',
    isJson: true,
  });
});

it.each([
  [[], { fault: 'no-file', option: '', value: '' }],
  [['--json'], { fault: 'no-file', option: '', value: '' }],
  [['a.ics', '--upload'], { fault: 'unknown', option: '--upload', value: '' }],
  [['-h'], { fault: 'unknown', option: '-h', value: '' }],
  [['a.ics', '--me'], { fault: 'no-value', option: '--me', value: '' }],
  [['a.ics', '--me', '--json'], { fault: 'no-value', option: '--me', value: '--json' }],
  [['a.ics', '--json=1'], { fault: 'takes-no-value', option: '--json', value: '1' }],
  [['a.ics', '--me', 'Anna'], { fault: 'unreadable', option: '--me', value: 'Anna' }],
  [['a.ics', '--tz', 'Mars/Olympus'], { fault: 'unreadable', option: '--tz', value: 'Mars/Olympus' }],
  [['a.ics', '--tz', 'UTC+1'], { fault: 'unreadable', option: '--tz', value: 'UTC+1' }],
  [
    ['a.ics', '--domains', 'nordvik.example,nordvik'],
    { fault: 'unreadable', option: '--domains', value: 'nordvik' },
  ],
])('refuses %j', (args, refusal) => {
  expect(parseOptions(args)).toEqual(refusal);
});

it.each([
  ['Europe/Stockholm', 'SE'],
  ['Europe/Oslo', 'NO'],
  ['America/New_York', 'US'],
  ['UTC', null],
  ['Etc/GMT-1', null],
])('knows whose clock %s is', (zone, country) => {
  expect(countryOfZone(zone)).toBe(country);
});
