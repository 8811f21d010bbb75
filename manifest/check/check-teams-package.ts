import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { checkExtensions } from './check-extensions.ts';
import { measurePng, type PngMeasure } from './measure-png.ts';

const VERSION = /^\d+\.\d+\.\d+$/;
const COLOR_SIZE = 192;
const OUTLINE_SIZE = 32;
/** Share of the outline icon that is see-through. */
const LEAST_GROUND = 0.5;

const manifestSchema = z.looseObject({
  version: z.string(),
  icons: z.object({ color: z.string(), outline: z.string() }),
  localizationInfo: z.object({
    defaultLanguageTag: z.string(),
    additionalLanguages: z.array(z.object({ languageTag: z.string(), file: z.string() })),
  }),
  staticTabs: z.array(
    z.looseObject({ entityId: z.string(), contentUrl: z.string(), websiteUrl: z.string().optional() }),
  ),
  validDomains: z.array(z.string()),
  webApplicationInfo: z.looseObject({ id: z.string(), resource: z.string() }),
});
type Manifest = z.infer<typeof manifestSchema>;
type Files = Readonly<Record<string, Uint8Array>>;

/**
 * What is wrong with a built Teams package that no schema sees: whether what it names is there, fits together and has the
 * size that the catalogue demands. Empty = nothing.
 */
export function checkTeamsPackage(zip: Uint8Array): string[] {
  const files = unzipSync(zip);
  const source = files['manifest.json'];
  if (source === undefined) return ['The package has no manifest.json at its root.'];
  const json: unknown = JSON.parse(strFromU8(source));
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`);
  const manifest = parsed.data;
  return [
    ...(VERSION.test(manifest.version) ? [] : [`The version ${manifest.version} is not of the form 1.2.3.`]),
    ...checkFiles(manifest, files),
    ...checkIcons(manifest, files),
    ...checkLanguages(json, manifest, files),
    ...checkAddresses(manifest),
    ...checkExtensions(json),
  ];
}

function checkFiles({ icons, localizationInfo }: Manifest, files: Files): string[] {
  const named = new Set([
    'manifest.json',
    icons.color,
    icons.outline,
    ...localizationInfo.additionalLanguages.map(({ file }) => file),
  ]);
  return [
    ...[...named].filter((file) => files[file] === undefined).map((file) => `${file} is not in the package.`),
    ...Object.keys(files)
      .filter((file) => !named.has(file))
      .map((file) => `${file} is in the package, and the manifest does not name it.`),
  ];
}

function checkIcons({ icons }: Manifest, files: Files): string[] {
  return [
    ...checkIcon(icons.color, COLOR_SIZE, files, 'has to fill its square', ({ opaque }) => opaque === 1),
    ...checkIcon(
      icons.outline,
      OUTLINE_SIZE,
      files,
      'has to be white lines on a transparent ground',
      ({ isWhite, transparent }) => isWhite && transparent > LEAST_GROUND,
    ),
  ];
}

function checkIcon(
  file: string,
  size: number,
  files: Files,
  wanted: string,
  isSo: (png: PngMeasure) => boolean,
): string[] {
  const bytes = files[file];
  if (bytes === undefined) return [];
  const png = measurePng(bytes);
  if (png === null) return [`${file} is no PNG of eight bits a channel.`];
  if (png.width !== size || png.height !== size)
    return [`${file} is ${png.width} × ${png.height} pixels, and has to be ${size} × ${size}.`];
  return isSo(png) ? [] : [`${file} ${wanted}.`];
}

/** Every word of the manifest in every language, and nothing said of what is not there. */
function checkLanguages(json: unknown, { localizationInfo }: Manifest, files: Files): string[] {
  const { defaultLanguageTag, additionalLanguages } = localizationInfo;
  const places = wordPlaces(json);
  const tags = [defaultLanguageTag, ...additionalLanguages.map(({ languageTag }) => languageTag)];
  const doubled = tags.filter((tag, index) => tags.indexOf(tag) !== index);
  const flaws = doubled.map((tag) => `The language ${tag} is named twice.`);
  for (const { file } of additionalLanguages) {
    const source = files[file];
    if (source === undefined) continue;
    const said = z.record(z.string(), z.string()).parse(JSON.parse(strFromU8(source)));
    const missing = places.filter((place) => !said[place]?.trim());
    const surplus = Object.keys(said).filter((key) => key !== '$schema' && !places.includes(key));
    flaws.push(...missing.map((place) => `${file} says nothing of ${place}.`));
    flaws.push(...surplus.map((place) => `${file} speaks of ${place}, which is not in the manifest.`));
  }
  return flaws;
}

const WORD =
  /^(name\.(short|full)|description\.(short|full)|staticTabs\[\d+\]\.name|bots\[0\]\.commandLists\[\d+\]\.commands\[\d+\]\.(title|description))$/;

function wordPlaces(value: unknown, place = ''): string[] {
  if (typeof value === 'string') return WORD.test(place) ? [place] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => wordPlaces(item, `${place}[${index}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    wordPlaces(item, place === '' ? key : `${place}.${key}`),
  );
}

function checkAddresses({ staticTabs, validDomains, webApplicationInfo }: Manifest): string[] {
  const urls = staticTabs.flatMap(({ contentUrl, websiteUrl }) =>
    websiteUrl === undefined ? [contentUrl] : [contentUrl, websiteUrl],
  );
  const hosts = new Set(urls.map((url) => new URL(url).host));
  const { resource } = webApplicationInfo;
  const resourceHost = /^api:\/\/([^/]+)\//.exec(resource)?.[1] ?? '';
  return [
    ...urls.filter((url) => !url.startsWith('https://')).map((url) => `${url} is not https.`),
    ...[...hosts]
      .filter((host) => !validDomains.includes(host))
      .map((host) => `${host} is not among validDomains.`),
    ...(hosts.size === 1 && hosts.has(resourceHost)
      ? []
      : [`The sign-in is for the host “${resourceHost}”, the tabs are not: hosts then refuse it.`]),
  ];
}
