import type { Person } from '../company/person.ts';

export interface TeamsHostPage {
  readonly person: Person;
  readonly tenantId: string;
  readonly appId: string;
  readonly page: string;
  readonly subPage: string;
  readonly theme: 'default' | 'dark' | 'contrast';
  readonly language: 'sv' | 'en';
  readonly hostName: 'Teams' | 'Outlook' | 'Office';
  /** How the host signs the tab in: Teams' own way, as MSAL's broker, or one of the ways in which it fails. */
  readonly signIn: 'teams' | 'nested' | 'consent' | 'empty';
  /** Capabilities that this host lacks, as paths below `supports`: `pages.currentApp`. */
  readonly without: readonly string[];
}

/** The page around the tab: what Teams would be. Its script is external, so that a strict policy holds. */
export function teamsHostPage({ person, language, ...rest }: TeamsHostPage): string {
  const { key, objectId, name, address, timeZone } = person;
  const locale = { sv: 'sv-se', en: 'en-gb' }[language];
  const data = { person: { key, objectId, name, address, timeZone }, locale, ...rest };
  // A closing tag inside a name would end the block: no `<` is left in it.
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Followthrough – Teams (sandbox)</title>
<link rel="stylesheet" href="/sandbox/teams-host.css">
</head>
<body>
<iframe title="Followthrough" allow="clipboard-write"></iframe>
<script type="application/json" id="teams-host">${json}</script>
<script type="module" src="/sandbox/teams-host.js"></script>
</body>
</html>
`;
}
