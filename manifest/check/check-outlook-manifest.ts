import { descendants, parseXml, type XmlElement } from '../outlook/xml.ts';

const VERSION = /^\d+(\.\d+){3}$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DEFAULT_LOCALE = 'en-US';
const OTHER_LOCALES = ['sv-SE'];
/** Outlook refuses what is longer. */
const LONGEST_ID = 32;
const LONGEST_WORDS: Readonly<Record<string, number>> = { 'bt:ShortStrings': 125, 'bt:LongStrings': 250 };

/**
 * What is wrong with a built add-in manifest: there is no schema to be had for it, so its own references, languages and
 * addresses are followed. Empty = nothing.
 */
export function checkOutlookManifest(xml: string, host: string): string[] {
  const root = parseXml(xml);
  const all = descendants(root);
  return [...checkHead(root), ...checkReferences(all), ...checkLanguages(all), ...checkAddresses(all, host)];
}

function checkHead(root: XmlElement): string[] {
  const text = (name: string): string => root.children.find((child) => child.name === name)?.text ?? '';
  return [
    ...(GUID.test(text('Id')) ? [] : ['The Id is no GUID.']),
    ...(VERSION.test(text('Version')) ? [] : [`The version ${text('Version')} is not of the form 1.2.3.4.`]),
    ...(text('DefaultLocale') === DEFAULT_LOCALE ? [] : ['The default language is another.']),
  ];
}

function checkReferences(all: readonly XmlElement[]): string[] {
  const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []).filter((id) => id !== 'TabDefault');
  const asked = new Set(all.flatMap(({ attributes }) => attributes['resid'] ?? []));
  const resources = all
    .filter(({ name }) => ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'].includes(name))
    .flatMap(({ children }) => children.flatMap(({ attributes }) => attributes['id'] ?? []));
  return [
    ...[...asked].filter((id) => !resources.includes(id)).map((id) => `There is no resource ${id}.`),
    ...resources.filter((id) => !asked.has(id)).map((id) => `Nothing uses the resource ${id}.`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `The id ${id} is there twice.`),
    ...ids.filter((id) => id.length > LONGEST_ID).map((id) => `The id ${id} is too long.`),
  ];
}

function checkLanguages(all: readonly XmlElement[]): string[] {
  const words = all.filter(({ name }) => ['DisplayName', 'Description', 'bt:String'].includes(name));
  const missing = words
    .filter(({ attributes }) => attributes['resid'] === undefined)
    .filter(({ attributes, children }) => {
      const locales = children.map((child) => child.attributes['Locale']);
      return !attributes['DefaultValue'] || OTHER_LOCALES.some((locale) => !locales.includes(locale));
    });
  const long = all.flatMap(({ name, children }) =>
    descendants({ name: '', attributes: {}, text: '', children })
      .flatMap(({ attributes }) => attributes['DefaultValue'] ?? attributes['Value'] ?? [])
      .filter((value) => value.length > (LONGEST_WORDS[name] ?? Infinity)),
  );
  return [
    ...missing.map(({ name, attributes }) => `${attributes['id'] ?? name} is not in every language.`),
    ...long.map((value) => `“${value}” is too long.`),
  ];
}

function checkAddresses(all: readonly XmlElement[], host: string): string[] {
  const named = all
    .filter(({ name }) =>
      ['bt:Url', 'bt:Image', 'IconUrl', 'HighResolutionIconUrl', 'SourceLocation'].includes(name),
    )
    .flatMap(({ attributes }) => attributes['DefaultValue'] ?? []);
  const domains = all.filter(({ name }) => name === 'AppDomain').map(({ text }) => text);
  return [...named, ...domains]
    .filter((url) => new URL(url).origin !== `https://${host}`)
    .map((url) => `${url} is not at https://${host}.`);
}
