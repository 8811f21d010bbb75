import { outlookIdOf, type Deployment } from '../deployment.ts';
import { DEFAULT_LANGUAGE, WORDS, type Word } from '../words.ts';
import { OUTLOOK_BUTTONS, OUTLOOK_EVENTS, OUTLOOK_PATHS } from './outlook-surface.ts';
import { element, renderXml, type XmlElement } from './xml.ts';

const BUTTON_ICONS = [16, 32, 80] as const;
const OVERRIDES = 'http://schemas.microsoft.com/office/mailappversionoverrides';
const LOCALES = { sv: 'sv-SE', en: 'en-US' } as const;
/** What the events and the notice's button need. A client that has less shows nothing. */
const EVENT_MAILBOX = '1.12';

/**
 * The Outlook add-in as an XML manifest: the JSON manifest's Outlook part does not work in Outlook on the web. Read and
 * write of the *item* is what Outlook asks for the form's own memory (`sessionData`); nothing of the item is written.
 */
export function outlookManifest(deployment: Deployment): string {
  const { host, version, developer } = deployment;
  const at = (path: string): string => `https://${host}${path}`;
  return renderXml(
    element(
      'OfficeApp',
      {
        xmlns: 'http://schemas.microsoft.com/office/appforoffice/1.1',
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xmlns:bt': 'http://schemas.microsoft.com/office/officeappbasictypes/1.0',
        'xsi:type': 'MailApp',
      },
      element('Id', {}, outlookIdOf(deployment)),
      element('Version', {}, `${version}.0`),
      element('ProviderName', {}, developer.name),
      element('DefaultLocale', {}, LOCALES[DEFAULT_LANGUAGE]),
      element('DisplayName', ...localised('outlook.name', 'Override')),
      element('Description', ...localised('outlook.description', 'Override')),
      element('IconUrl', { DefaultValue: at(OUTLOOK_PATHS.icon(64)) }),
      element('HighResolutionIconUrl', { DefaultValue: at(OUTLOOK_PATHS.icon(128)) }),
      element('SupportUrl', { DefaultValue: developer.websiteUrl }),
      element('AppDomains', {}, element('AppDomain', {}, `https://${host}`)),
      element('Hosts', {}, element('Host', { Name: 'Mailbox' })),
      element(
        'Requirements',
        {},
        element('Sets', {}, element('Set', { Name: 'Mailbox', MinVersion: '1.1' })),
      ),
      element('FormSettings', {}, ...forms(at(OUTLOOK_PATHS.pane))),
      element('Permissions', {}, 'ReadWriteItem'),
      element(
        'Rule',
        { 'xsi:type': 'RuleCollection', Mode: 'Or' },
        element('Rule', { 'xsi:type': 'ItemIs', ItemType: 'Appointment', FormType: 'ReadOrEdit' }),
      ),
      element('DisableEntityHighlighting', {}, 'true'),
      element(
        'VersionOverrides',
        { xmlns: OVERRIDES, 'xsi:type': 'VersionOverridesV1_0' },
        element(
          'VersionOverrides',
          { xmlns: `${OVERRIDES}/1.1`, 'xsi:type': 'VersionOverridesV1_1' },
          ...overrides(at),
        ),
      ),
    ),
  );
}

function forms(pane: string): XmlElement[] {
  const settings = (kind: 'ItemRead' | 'ItemEdit'): XmlElement =>
    element(
      'Form',
      { 'xsi:type': kind },
      element(
        'DesktopSettings',
        {},
        element('SourceLocation', { DefaultValue: pane }),
        ...(kind === 'ItemRead' ? [element('RequestedHeight', {}, '450')] : []),
      ),
    );
  return [settings('ItemRead'), settings('ItemEdit')];
}

function overrides(at: (path: string) => string): XmlElement[] {
  return [
    element(
      'Requirements',
      {},
      element('bt:Sets', { DefaultMinVersion: EVENT_MAILBOX }, element('bt:Set', { Name: 'Mailbox' })),
    ),
    element(
      'Hosts',
      {},
      element(
        'Host',
        { 'xsi:type': 'MailHost' },
        element(
          'Runtimes',
          {},
          element(
            'Runtime',
            { resid: 'Url.EventsPage' },
            element('Override', { type: 'javascript', resid: 'Url.Events' }),
          ),
        ),
        element(
          'DesktopFormFactor',
          {},
          element('FunctionFile', { resid: 'Url.EventsPage' }),
          surface('AppointmentOrganizerCommandSurface', 'ftOrganizer', OUTLOOK_BUTTONS.organizer),
          surface('AppointmentAttendeeCommandSurface', 'ftAttendee', OUTLOOK_BUTTONS.attendee),
          launchEvents(),
        ),
      ),
    ),
    element(
      'Resources',
      {},
      element(
        'bt:Images',
        {},
        ...BUTTON_ICONS.map((size) =>
          element('bt:Image', { id: `Icon.${size}`, DefaultValue: at(OUTLOOK_PATHS.icon(size)) }),
        ),
      ),
      element(
        'bt:Urls',
        {},
        element('bt:Url', { id: 'Url.Pane', DefaultValue: at(OUTLOOK_PATHS.pane) }),
        element('bt:Url', { id: 'Url.Events', DefaultValue: at(OUTLOOK_PATHS.events) }),
        element('bt:Url', { id: 'Url.EventsPage', DefaultValue: at(OUTLOOK_PATHS.eventsPage) }),
      ),
      element(
        'bt:ShortStrings',
        {},
        text('bt:String', 'Text.Group', 'outlook.group'),
        text('bt:String', 'Text.Button', 'outlook.button'),
      ),
      element('bt:LongStrings', {}, text('bt:String', 'Text.About', 'outlook.button.about')),
    ),
  ];
}

function surface(type: string, prefix: string, button: string): XmlElement {
  return element(
    'ExtensionPoint',
    { 'xsi:type': type },
    element(
      'OfficeTab',
      { id: 'TabDefault' },
      element(
        'Group',
        { id: `${prefix}Group` },
        element('Label', { resid: 'Text.Group' }),
        element(
          'Control',
          { 'xsi:type': 'Button', id: button },
          element('Label', { resid: 'Text.Button' }),
          element(
            'Supertip',
            {},
            element('Title', { resid: 'Text.Button' }),
            element('Description', { resid: 'Text.About' }),
          ),
          element(
            'Icon',
            {},
            ...BUTTON_ICONS.map((size) => element('bt:Image', { size: `${size}`, resid: `Icon.${size}` })),
          ),
          element('Action', { 'xsi:type': 'ShowTaskpane' }, element('SourceLocation', { resid: 'Url.Pane' })),
        ),
      ),
    ),
  );
}

function launchEvents(): XmlElement {
  return element(
    'ExtensionPoint',
    { 'xsi:type': 'LaunchEvent' },
    element(
      'LaunchEvents',
      {},
      ...OUTLOOK_EVENTS.map(({ type, action }) =>
        element('LaunchEvent', { Type: type, FunctionName: action }),
      ),
    ),
    element('SourceLocation', { resid: 'Url.EventsPage' }),
  );
}

function text(name: string, id: string, word: Word): XmlElement {
  const [attributes, ...others] = localised(word, 'bt:Override');
  return element(name, { id, ...attributes }, ...others);
}

/** The default language as the element's own value, every other as an override of it. */
function localised(
  word: Word,
  override: 'Override' | 'bt:Override',
): [{ DefaultValue: string }, ...XmlElement[]] {
  const others = (['sv', 'en'] as const).filter((language) => language !== DEFAULT_LANGUAGE);
  return [
    { DefaultValue: WORDS[DEFAULT_LANGUAGE][word] },
    ...others.map((language) =>
      element(override, { Locale: LOCALES[language], Value: WORDS[language][word] }),
    ),
  ];
}
