import type { Migration } from 'kysely/migration';
import { knowPeopleAndTeams } from './0001-know-people-and-teams.ts';
import { keepCalendarsAsVersions } from './0002-keep-calendars-as-versions.ts';
import { sumAndPublishWeeks } from './0003-sum-and-publish-weeks.ts';
import { recordDecisions } from './0004-record-decisions.ts';
import { askAboutMoves } from './0005-ask-about-moves.ts';
import { correctByScope } from './0006-correct-by-scope.ts';
import { followWholeSeries } from './0007-follow-whole-series.ts';
import { dateChangesByReadings } from './0008-date-changes-by-readings.ts';
import { tellRepsWhatIsDecided } from './0009-tell-reps-what-is-decided.ts';
import { reachEverybody } from './0011-reach-everybody.ts';
import { answerInOutlook } from './0014-answer-in-outlook.ts';
import { letAdminsGovern } from './0015-let-admins-govern.ts';
import { judgeMaterialAgain } from './0022-judge-material-again.ts';
import { listDomainsAndTeach } from './0024-list-domains-and-teach.ts';
import { confirmASample } from './0025-confirm-a-sample.ts';
import { countAndSpareRepsTime } from './0026-count-and-spare-reps-time.ts';
import { waitBeforeSubscribingAgain } from './0028-wait-before-subscribing-again.ts';
import { hearOutlook } from './0029-hear-outlook.ts';
import { knowTheListsOfAWeek } from './0030-know-the-lists-of-a-week.ts';

/** In the order of their names; append only. */
export const migrations: Record<string, Migration> = {
  '0001-know-people-and-teams': knowPeopleAndTeams,
  '0002-keep-calendars-as-versions': keepCalendarsAsVersions,
  '0003-sum-and-publish-weeks': sumAndPublishWeeks,
  '0004-record-decisions': recordDecisions,
  '0005-ask-about-moves': askAboutMoves,
  '0006-correct-by-scope': correctByScope,
  '0007-follow-whole-series': followWholeSeries,
  '0008-date-changes-by-readings': dateChangesByReadings,
  '0009-tell-reps-what-is-decided': tellRepsWhatIsDecided,
  '0011-reach-everybody': reachEverybody,
  '0014-answer-in-outlook': answerInOutlook,
  '0015-let-admins-govern': letAdminsGovern,
  '0022-judge-material-again': judgeMaterialAgain,
  '0024-list-domains-and-teach': listDomainsAndTeach,
  '0025-confirm-a-sample': confirmASample,
  '0026-count-and-spare-reps-time': countAndSpareRepsTime,
  '0028-wait-before-subscribing-again': waitBeforeSubscribingAgain,
  '0029-hear-outlook': hearOutlook,
  '0030-know-the-lists-of-a-week': knowTheListsOfAWeek,
};
