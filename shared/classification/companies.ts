import type { CalendarEvent } from '../calendar/event.ts';
import { domainOf, externalsIn } from '../moves/participants.ts';
import type { ClassificationContext } from './classification.ts';
import { isFreeMail, registrableDomain } from './registrable-domain.ts';

/** More companies than this in one meeting, and none of them is what it is about. */
const MOST_COMPANIES = 3;

/** The domains of the companies that a meeting is about. Addresses at a provider of free mail are people's. */
export function companiesIn(
  event: CalendarEvent,
  context: Pick<ClassificationContext, 'self' | 'ownDomains'>,
): readonly string[] {
  const domains = [...new Set(externalsIn(event, context).map(domainOf))];
  const companies = domains.filter((domain) => !isFreeMail(registrableDomain(domain).registrable));
  return companies.length > MOST_COMPANIES ? [] : companies;
}
