const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether PostgreSQL takes it for an id: asked for with anything else, it fails the transaction. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}
