/** An element of an XML document: nothing but what the add-in's manifest needs. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly (XmlElement | string)[]
): XmlElement {
  return {
    name,
    attributes,
    children: content.filter((part) => typeof part !== 'string'),
    text: content.filter((part) => typeof part === 'string').join(''),
  };
}

export function renderXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, '')}`;
}

function render({ name, attributes, children, text }: XmlElement, indent: string): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const open = `${indent}<${name}${pairs.join('')}`;
  if (children.length > 0)
    return `${open}>\n${children.map((child) => render(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
  return text === '' ? `${open} />\n` : `${open}>${escape(text)}</${name}>\n`;
}

function escape(value: string): string {
  return value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const TOKEN = /<\?[^>]*\?>|<\/([\w:]+)\s*>|<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/g;

/**
 * Reads a document of elements, attributes and text.
 * @throws SyntaxError for a tag that is not closed, or anything else in it.
 */
export function parseXml(source: string): XmlElement {
  const document = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [document];
  for (const [, closed, opened, attributes = '', isEmpty, text = '', stray] of source.matchAll(TOKEN)) {
    const parent = open.at(-1);
    if (parent === undefined || stray !== undefined) throw new SyntaxError('This is no XML of ours.');
    parent.text += unescape(text.trim());
    if (closed !== undefined && open.pop()?.name !== closed)
      throw new SyntaxError(`</${closed}> closes something else.`);
    if (opened === undefined) continue;
    const child = { name: opened, attributes: readAttributes(attributes), children: [], text: '' };
    parent.children.push(child);
    if (isEmpty === '') open.push(child);
  }
  const [root] = document.children;
  if (open.length !== 1 || root === undefined) throw new SyntaxError('The document does not end.');
  return root;
}

/** The element and everything below it, in the order of the document. */
export function descendants(root: XmlElement): XmlElement[] {
  return [root, ...root.children.flatMap(descendants)];
}

function readAttributes(source: string): Record<string, string> {
  return Object.fromEntries(
    [...source.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescape(value)]),
  );
}

function unescape(value: string): string {
  return value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
