import { apiScope } from '../api-scope.ts';
import type { Deployment } from '../deployment.ts';
import { DEFAULT_LANGUAGE, WORDS, type Words } from '../words.ts';

/** Nothing newer is needed, and catalogues take a schema later than it is published. */
const SCHEMA_VERSION = '1.25';
const SCHEMA = `https://developer.microsoft.com/json-schemas/teams/v${SCHEMA_VERSION}/MicrosoftTeams.schema.json`;
const ACCENT = '#5B5FC7';

/** The one tab: it shows each reader the pages that are theirs, in a row of its own. Links of cards name it. */
export const TEAMS_TAB = 'home';

/** In the order in which Teams offers them. */
export const BOT_COMMANDS = ['help', 'why', 'pause', 'resume'] as const;

export const TEAMS_ICONS = { color: 'color.png', outline: 'outline.png' } as const;

/** The other languages, each a file beside the manifest. */
export const LANGUAGE_FILES = { sv: 'sv.json' } as const;

/** The Teams app: the pages and the bot. Outlook's part is a package of its own (`outlook-manifest.ts`). */
export function teamsManifest(deployment: Deployment): object {
  const { host, appId, botAppId, version, developer } = deployment;
  const words = WORDS[DEFAULT_LANGUAGE];
  const { resource, scope } = apiScope(host, appId);
  return {
    $schema: SCHEMA,
    manifestVersion: SCHEMA_VERSION,
    version,
    id: appId,
    developer,
    name: { short: words.name, full: words.name },
    description: { short: words.short, full: words.full },
    localizationInfo: {
      defaultLanguageTag: DEFAULT_LANGUAGE,
      additionalLanguages: Object.entries(LANGUAGE_FILES).map(([languageTag, file]) => ({
        languageTag,
        file,
      })),
    },
    icons: TEAMS_ICONS,
    accentColor: ACCENT,
    defaultInstallScope: 'personal',
    showLoadingIndicator: true,
    permissions: ['identity'],
    staticTabs: [
      {
        entityId: TEAMS_TAB,
        name: words.tab,
        contentUrl: `https://${host}/tab/`,
        websiteUrl: `https://${host}/tab/`,
        scopes: ['personal'],
      },
    ],
    bots: [
      {
        botId: botAppId,
        scopes: ['personal'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal'], commands: commandsIn(words) }],
      },
    ],
    validDomains: [host],
    webApplicationInfo: {
      id: appId,
      resource,
      nestedAppAuthInfo: [{ redirectUri: `brk-multihub://${host}`, scopes: [scope] }],
    },
    configurableProperties: ['name', 'shortDescription', 'longDescription', 'smallImageUrl', 'largeImageUrl'],
  };
}

/** What one language file says in the place of the manifest's own words: its keys are their places. */
export function teamsLanguageFile(words: Words): Readonly<Record<string, string>> {
  return {
    $schema: SCHEMA.replace('MicrosoftTeams.schema', 'MicrosoftTeams.Localization.schema'),
    'name.short': words.name,
    'name.full': words.name,
    'description.short': words.short,
    'description.full': words.full,
    'staticTabs[0].name': words.tab,
    ...Object.fromEntries(
      commandsIn(words).flatMap(({ title, description }, index) => [
        [`bots[0].commandLists[0].commands[${index}].title`, title],
        [`bots[0].commandLists[0].commands[${index}].description`, description],
      ]),
    ),
  };
}

function commandsIn(words: Words) {
  return BOT_COMMANDS.map((command) => ({
    title: words[`command.${command}`],
    description: words[`command.${command}.about`],
  }));
}
