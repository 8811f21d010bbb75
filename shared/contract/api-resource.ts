/** The one scope of our API: to act as the reader. */
export const API_SCOPE = 'access_as_user';

/**
 * The Application ID URI of our API, as registered in Entra: the tab's own host and the app's id, in lower case. The tab asks
 * for its scope, the Teams package names it, and hosts refuse a sign-in where its host is not the tab's.
 */
export function apiResource(host: string, appId: string): string {
  return `api://${host}/${appId}`.toLowerCase();
}
