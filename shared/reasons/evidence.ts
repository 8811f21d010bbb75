import type { TimeClass } from '../classification/classification.ts';
import type { ReasonCode } from './codes.ts';
import type { WeekLoad } from './internal-load.ts';
import { compareLoad } from './internal-load.ts';
import type { MaterialInputs } from './material.ts';
import { compareMaterial } from './material.ts';

/** What a calendar can say; never true or false, for it misses phone, mail and corridor. */
export type Verdict = 'visible' | 'not-visible' | 'cant-tell';

/**
 * One sentence of what the calendar shows. `internal-load`: hours, week, medianHours, weeks. `too-few-weeks`: weeks,
 * needed. `low-coverage`: percent, needed. `slot-other-customer` (used: `took` or `later`), `slot-unidentified`,
 * `slot-no-other-customer`, `slot-still-open`, `phone-or-mail`, `team-level-only`, `own-choice`, and those of `material`: none.
 * `material-not-judged` stands in answers of before it was compared.
 */
export type FactKey =
  | 'internal-load'
  | 'too-few-weeks'
  | 'low-coverage'
  | 'slot-other-customer'
  | 'slot-unidentified'
  | 'slot-no-other-customer'
  | 'slot-still-open'
  | 'phone-or-mail'
  | 'team-level-only'
  | 'material-open'
  | 'material-kept'
  | 'material-none'
  | 'material-later'
  | 'material-unidentified'
  | 'material-not-judged'
  | 'own-choice';

export interface Fact {
  readonly key: FactKey;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Evidence {
  readonly verdict: Verdict;
  readonly facts: readonly Fact[];
}

/** An event that took, or later used, the slot, with the customers in it: their domains, or addresses of free mail. */
export interface TakerCustomers {
  readonly used: 'took' | 'later';
  readonly class: TimeClass;
  readonly customers: readonly string[];
}

/** What one answer is compared with. Plain data, stored beside the verdict so that it can be checked. */
export interface EvidenceInputs {
  /** The old slot's week as planned on Monday 00:00 (now, where that is to come), without the displacing event. */
  readonly load: WeekLoad;
  /** The rep's other weeks; those after, invalid ones and all but the last 12 are left out here. */
  readonly ownWeeks: readonly WeekLoad[];
  /** The customers of the activity that moved. */
  readonly customers: readonly string[];
  readonly takers: readonly TakerCustomers[];
  /** Whether something may still fill the slot. */
  readonly slotStillOpen: boolean;
  readonly material: MaterialInputs;
}

const LEAST_WEEKS = 8;
const LEAST_COVERAGE = 0.4;
const LEAST_Z = 1;
const LEAST_MINUTES_OVER = 120;

/** The reasons of which a calendar shows something in one rep's one answer. */
type ComparedCode = Extract<ReasonCode, 'internal-load' | 'other-customer' | 'material'>;

export function isCompared(code: ReasonCode): code is ComparedCode {
  return code === 'internal-load' || code === 'other-customer' || code === 'material';
}

/** What the calendar shows about one reason given for one move (domain §7). One answer is never a verdict. */
export function judgeEvidence(code: ReasonCode, inputs: EvidenceInputs): Evidence {
  if (!isCompared(code)) return evidenceOf(code);
  const tooEmpty = lowCoverage(inputs);
  if (tooEmpty) return tooEmpty;
  switch (code) {
    case 'internal-load':
      return judgeInternalLoad(inputs);
    case 'other-customer':
      return judgeOtherCustomer(inputs);
    case 'material':
      return judgeMaterial(inputs);
  }
}

/** What is said of the reasons that nothing in one calendar bears on. */
export function evidenceOf(code: Exclude<ReasonCode, ComparedCode>): Evidence {
  switch (code) {
    case 'customer-asked':
      return cantTell('phone-or-mail');
    case 'customer-hesitant':
    case 'market':
      return cantTell('team-level-only');
    case 'own-priority':
    case 'other':
      return cantTell('own-choice');
  }
}

/** In a calendar that holds little of the week, what is not there says nothing. */
function lowCoverage({ load }: EvidenceInputs): Evidence | null {
  if (load.coverage >= LEAST_COVERAGE) return null;
  return cantTell('low-coverage', {
    percent: Math.floor(load.coverage * 100),
    needed: LEAST_COVERAGE * 100,
  });
}

function judgeInternalLoad({ load, ownWeeks }: EvidenceInputs): Evidence {
  const { weeks, medianMinutes, z } = compareLoad(load, ownWeeks);
  if (weeks < LEAST_WEEKS) return cantTell('too-few-weeks', { weeks, needed: LEAST_WEEKS });
  const heavy = z >= LEAST_Z && load.internalMinutes - medianMinutes >= LEAST_MINUTES_OVER;
  const values = {
    hours: load.internalMinutes / 60,
    week: load.week,
    medianHours: medianMinutes / 60,
    weeks,
  };
  return { verdict: heavy ? 'visible' : 'not-visible', facts: [{ key: 'internal-load', values }] };
}

function judgeOtherCustomer({ customers, takers, slotStillOpen }: EvidenceInputs): Evidence {
  const forCustomers = takers.filter((taker) => taker.class === 'selling' || taker.class === 'supporting');
  const other = forCustomers.find(
    (taker) => taker.customers.length > 0 && !taker.customers.some((name) => customers.includes(name)),
  );
  if (other !== undefined)
    return { verdict: 'visible', facts: [{ key: 'slot-other-customer', values: { used: other.used } }] };
  if (forCustomers.some((taker) => taker.customers.length === 0)) return cantTell('slot-unidentified');
  if (slotStillOpen) return cantTell('slot-still-open');
  return { verdict: 'not-visible', facts: [{ key: 'slot-no-other-customer', values: {} }] };
}

/** Whom the work was for can only show where it shows whom the meeting was with. */
function judgeMaterial({ customers, material }: EvidenceInputs): Evidence {
  if (customers.length === 0) return cantTell('material-unidentified');
  const sign = compareMaterial(material);
  switch (sign) {
    case 'open':
    case 'kept':
      return { verdict: 'visible', facts: [{ key: `material-${sign}`, values: {} }] };
    case 'none':
      return { verdict: 'not-visible', facts: [{ key: 'material-none', values: {} }] };
    case 'later':
      return cantTell('material-later');
  }
}

function cantTell(key: FactKey, values: Fact['values'] = {}): Evidence {
  return { verdict: 'cant-tell', facts: [{ key, values }] };
}
