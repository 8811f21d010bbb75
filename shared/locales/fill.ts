/**
 * Puts values into a text: `{name}` becomes `values.name`, as it stands (numbers, times and user text are
 * formatted or escaped by the caller).
 * @throws Error where a value is missing, so that no brace reaches a reader.
 */
export function fill(template: string, values: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`A text has no value for ${name}.`);
    return value;
  });
}
