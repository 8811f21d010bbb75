import { z } from 'zod';
import { userPath } from './calendar.ts';
import type { GraphClient } from './client.ts';
import { GraphFailure } from './graph-failure.ts';

/** The app as it is installed for somebody. */
export interface Installation {
  readonly id: string;
  /** The app's id in the organisation's catalogue, which is another than the manifest's. */
  readonly catalogAppId: string;
}

/**
 * Installs the app for people (the optional permission TeamsAppInstallation.ReadWriteSelfForUser.All). Every call may reject
 * with `GraphFailure`: `denied` is a missing permission, or at `install` a policy about that person.
 */
export interface InstallPort {
  /** The app's id in the catalogue; null where it is not there, or the catalogue may not be read. */
  findCatalogApp(manifestId: string): Promise<string | null>;
  findInstallation(user: string, manifestId: string): Promise<Installation | null>;
  /** Resolves also where it is installed already; false where the catalogue has no such app. */
  install(user: string, catalogAppId: string): Promise<boolean>;
  /** The conversation id of the person's own chat with the bot. */
  fetchInstalledChat(user: string, installationId: string): Promise<string>;
}

/** `baseUrl` with its version, without a slash at its end: an app is named by its whole address. */
export function createInstallCalls(client: GraphClient, baseUrl: string): InstallPort {
  const appsOf = (user: string): string => `${userPath(user)}/teamwork/installedApps`;
  return {
    findCatalogApp: async (manifestId) => {
      const query = { $filter: `externalId eq '${manifestId}'`, $select: 'id' };
      const found = await client.get('/appCatalogs/teamsApps', { query }).catch(nothingWhereDenied);
      return catalogSchema.parse(found).value[0]?.id ?? null;
    },
    findInstallation: async (user, manifestId) => {
      const query = { $expand: 'teamsApp', $filter: `teamsApp/externalId eq '${manifestId}'` };
      const [first] = installedSchema.parse(await client.get(appsOf(user), { query })).value;
      return first ? { id: first.id, catalogAppId: first.teamsApp.id } : null;
    },
    install: async (user, catalogAppId) => {
      const bind = `${baseUrl}/appCatalogs/teamsApps/${catalogAppId}`;
      return client.post(appsOf(user), { 'teamsApp@odata.bind': bind }).then(() => true, trueWhereInstalled);
    },
    fetchInstalledChat: async (user, installationId) =>
      chatSchema.parse(await client.get(`${appsOf(user)}/${encodeURIComponent(installationId)}/chat`)).id,
  };
}

const catalogSchema = z.object({ value: z.array(z.object({ id: z.string() })) });
const installedSchema = z.object({
  value: z.array(z.object({ id: z.string(), teamsApp: z.object({ id: z.string() }) })),
});
const chatSchema = z.object({ id: z.string().min(1) });

/** Some tenants ask for AppCatalog.Read.All, which we do not: then the id is learned from an installation. */
function nothingWhereDenied(error: unknown): unknown {
  if (error instanceof GraphFailure && error.kind === 'denied') return { value: [] };
  throw error;
}

function trueWhereInstalled(error: unknown): boolean {
  if (error instanceof GraphFailure && error.kind === 'conflict') return true;
  if (error instanceof GraphFailure && error.status === 404) return false;
  throw error;
}
