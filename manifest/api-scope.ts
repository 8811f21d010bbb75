/**
 * What hosts ask a token for on the tab's behalf: the Application ID URI of the API, as registered in Entra, and its one scope.
 * The API's own words for it are in `shared/contract/api-resource.ts`; a test keeps both equal.
 */
export function apiScope(host: string, appId: string) {
  const resource = `api://${host}/${appId}`.toLowerCase();
  return { resource, scope: `${resource}/access_as_user` };
}
