import { toPlainLine } from '../../../shared/calendar/ics/plain-text.ts';
import type { CalendarProblem } from '../../../shared/calendar/ics/problem.ts';
import { plainDomain } from '../../../shared/domain-lists/plain-domain.ts';

export interface CustomerList {
  readonly domains: readonly string[];
  readonly problems: readonly CalendarProblem[];
}

/**
 * Reads a list of customers: on each line one domain, address or web address, in the first cell that has one. The first line
 * may be a heading.
 */
export function parseCustomerList(text: string, file: string): CustomerList {
  const domains = new Set<string>();
  const problems: CalendarProblem[] = [];
  for (const [index, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const domain = line
      .split(/[;,\t]/)
      .map((cell) => plainDomain(cell.replaceAll('"', '')))
      .find((found) => found !== null);
    if (domain !== undefined) domains.add(domain);
    else if (line.trim() !== '' && index > 0) {
      const values = { value: toPlainLine(line).slice(0, 60) };
      problems.push({ code: 'customers-unreadable', file, line: index + 1, event: null, values });
    }
  }
  return { domains: [...domains], problems };
}
