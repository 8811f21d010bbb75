import { describe, expect, it } from 'vitest';
import { createHolidayCalendar } from '../../../api/calendar/public-holidays.ts';

const holidaysBetween = createHolidayCalendar();

describe('public holidays and customary eves', () => {
  it('are whole days, with midsummer’s, Christmas and New Year’s Eve whole too, and other eves from noon', () => {
    expect(holidaysBetween('SE', '2026-04-30', '2026-06-20')).toEqual([
      { date: '2026-04-30', from: '12:00', name: 'valborgsmässoafton' },
      { date: '2026-05-01', from: '00:00', name: 'första maj' },
      { date: '2026-05-14', from: '00:00', name: 'Kristi himmelsfärdsdag' },
      { date: '2026-05-24', from: '00:00', name: 'pingstdagen' },
      { date: '2026-06-06', from: '00:00', name: 'nationaldagen' },
      { date: '2026-06-19', from: '00:00', name: 'midsommarafton' },
      { date: '2026-06-20', from: '00:00', name: 'midsommardagen' },
    ]);
  });

  it('run over a turn of the year', () => {
    expect(holidaysBetween('NO', '2026-12-31', '2027-01-01').map(({ date, from }) => [date, from])).toEqual([
      ['2026-12-31', '00:00'],
      ['2027-01-01', '00:00'],
    ]);
  });

  it('are none in a country that is not known', () => {
    expect(holidaysBetween('XX', '2026-01-01', '2026-12-31')).toEqual([]);
  });
});
