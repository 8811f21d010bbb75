import { edit, inSync, inUnit, type Mutation } from './mutation.ts';

/** When something is, and when it changed. */
export const TIME_DEFENCES: readonly Mutation[] = [
  {
    fault: 'year 1',
    symptom: 'Dates that nobody gave come as the year 1',
    defence: 'They are none',
    edits: edit('shared/calendar/graph-event-schema.ts', 'wall && !isNoDate(wall) ?', 'wall ?'),
    test: inUnit('calendar/parse-graph-event', 'may have dates in the year 1, which are none'),
  },
  {
    fault: 'F11',
    symptom: 'Meetings off by hours: times come without an offset',
    defence: 'UTC is asked for on every request',
    edits: edit('api/graph/client.ts', ', outlook.timezone="UTC"', ''),
    test: inUnit('graph/client', 'carries the token and one Prefer header with all three wishes'),
  },
  {
    fault: 'F11',
    symptom: 'A zone beside a time is ignored',
    defence: 'Each time is read in the zone that stands beside it',
    edits: edit('shared/calendar/parse-graph-event.ts', 'toIanaZone(time.timeZone, fallback)', "'UTC'"),
    test: inUnit('calendar/parse-graph-event', 'in America/New_York is 2026-11-17 15:00'),
  },
  {
    fault: 'F11',
    symptom: 'All-day events begin the evening before: their midnights are labelled UTC',
    defence: 'They are dates that float',
    edits: edit(
      'shared/calendar/parse-graph-event.ts',
      "if (dateTime.time === '00:00' && dateTime.rest === 0) return dateTime.date;",
      '',
    ),
    test: inUnit('calendar/parse-graph-event', 'of an all-day event float, whatever their label'),
  },
  {
    fault: 'DST',
    symptom: 'The clock change shifts the UTC start of a series: moves that nobody made',
    defence: 'Compared by the wall clock of the series’ zone',
    edits: edit('shared/moves/clock-change.ts', 'return areAlike && new', 'return false && new'),
    test: inUnit('moves/detect-series-move', 'shifts a series by an hour without anybody moving it'),
  },
  {
    fault: 'customTimeZone',
    symptom: 'Zones that no table knows',
    defence: 'The mailbox’s zone stands in',
    edits: edit('shared/calendar/windows-zone.ts', '?? fallback;', "?? 'UTC';"),
    test: inSync('odd-rows', 'and whose zones no table knows stand where they stand'),
  },
  {
    fault: 'Windows zones',
    symptom: 'A Swede is shown in Berlin: a Windows name covers many countries',
    defence: 'Read by the person’s country',
    edits: edit('shared/calendar/windows-zone.ts', 'ZONE_BY_TERRITORY.get(`${country} ${key}`) ?? ', ''),
    test: inSync('directory', 'takes a rep’s zone, language and hours from the mailbox'),
  },
  {
    fault: 'selectDropsDates',
    symptom: 'lastModifiedDateTime does not come back',
    defence: 'A change without a date is dated by when it was seen',
    edits: edit(
      'shared/moves/change-date.ts',
      'version.lastModifiedAt ?? version.seenAt',
      'version.lastModifiedAt ?? 0',
    ),
    test: inSync('odd-rows', 'and does not date are dated by when they were seen'),
  },
];
