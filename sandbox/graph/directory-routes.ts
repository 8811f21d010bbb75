import express from 'express';
import type { Company } from '../company.ts';
import type { Person } from '../company/person.ts';
import { isOn } from './faults.ts';
import { graphLink, personOf, type GraphDeps } from './graph-deps.ts';
import { GraphError } from './graph-error.ts';
import { parseCount, parseSelect } from './request-preferences.ts';
import { windowsZone } from './windows-zone.ts';

const CONTEXT = 'https://graph.microsoft.com/v1.0/$metadata#users';
const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 999;
const OFFICE_HOURS = {
  daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  startTime: '08:00:00.0000000',
  endTime: '17:00:00.0000000',
};
const ALL_HOURS = {
  daysOfWeek: [...OFFICE_HOURS.daysOfWeek, 'saturday', 'sunday'],
  startTime: '00:00:00.0000000',
  endTime: '23:59:00.0000000',
};

/** Users, their managers and mailbox settings. */
export function createDirectoryRoutes(deps: GraphDeps): express.Router {
  const router = express.Router();
  router.get('/users', (request, response) => {
    const top = parseCount(request, '$top', DEFAULT_PAGE, LARGEST_PAGE);
    const skip = parseCount(request, '$skiptoken', 0, 1_000_000);
    const { people } = deps.company();
    const page = people.slice(skip, skip + top);
    const query = { ...textQuery(request.query), $skiptoken: String(skip + top) };
    response.json({
      '@odata.context': CONTEXT,
      ...(skip + top < people.length ? { '@odata.nextLink': graphLink(request, '/users', query) } : {}),
      value: page.map((person) => userRow(deps.company(), person, request)),
    });
  });
  router.get('/users/:user', (request, response) => {
    const row = userRow(deps.company(), personOf(deps, request), request);
    response.json({ '@odata.context': `${CONTEXT}/$entity`, ...row });
  });
  router.get('/users/:user/manager', (request, response) => {
    const company = deps.company();
    const manager = managerOf(company, personOf(deps, request));
    if (!manager) throw new GraphError(404, 'Request_ResourceNotFound', "Resource 'manager' does not exist.");
    const row = userRow(company, manager, request);
    response.json({ '@odata.context': `${CONTEXT}/$entity`, '@odata.type': '#microsoft.graph.user', ...row });
  });
  router.get('/users/:user/mailboxSettings', (request, response) => {
    const person = personOf(deps, request);
    response.json({
      '@odata.context': `${CONTEXT}('${person.objectId}')/mailboxSettings`,
      ...mailboxSettings(deps, person),
    });
  });
  return router;
}

function userRow(company: Company, person: Person, request: express.Request): Record<string, unknown> {
  const names = person.name.split(' ');
  const row = {
    businessPhones: [],
    displayName: person.name,
    givenName: names[0],
    jobTitle: person.jobTitle,
    mail: person.address,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' }[person.language],
    surname: names.slice(1).join(' '),
    usageLocation: person.timeZone === 'Europe/Oslo' ? 'NO' : 'SE',
    userPrincipalName: person.address,
    id: person.objectId,
    accountEnabled: true,
    userType: 'Member',
    proxyAddresses: [`SMTP:${person.address}`],
  };
  const select = parseSelect(request);
  const kept = select
    ? Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name)))
    : row;
  return { ...kept, ...expandedManager(company, person, request) };
}

function expandedManager(
  company: Company,
  person: Person,
  request: express.Request,
): Record<string, unknown> {
  const expand = request.query['$expand'];
  if (typeof expand !== 'string' || !/^manager(\(|$)/.test(expand)) return {};
  const manager = managerOf(company, person);
  if (!manager) return {};
  return {
    manager: { '@odata.type': '#microsoft.graph.user', id: manager.objectId, displayName: manager.name },
  };
}

function managerOf(company: Company, person: Person): Person | null {
  return company.people.find((one) => one.key === person.managerKey) ?? null;
}

function mailboxSettings({ graph: { faults } }: GraphDeps, person: Person) {
  const zone = windowsZone(person.timeZone);
  const custom = isOn(faults, 'customTimeZone', person.key);
  return {
    archiveFolder: null,
    timeZone: zone,
    delegateMeetingMessageDeliveryOptions: 'sendToDelegateOnly',
    dateFormat: 'yyyy-MM-dd',
    timeFormat: 'HH:mm',
    userPurpose: 'user',
    language: { locale: { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' }[person.language], displayName: '' },
    workingHours: {
      ...(isOn(faults, 'alwaysAtWork', person.key) ? ALL_HOURS : OFFICE_HOURS),
      timeZone: custom
        ? { '@odata.type': '#microsoft.graph.customTimeZone', name: 'Customized Time Zone', bias: -60 }
        : { name: zone },
    },
  };
}

function textQuery(query: express.Request['query']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])),
  );
}
