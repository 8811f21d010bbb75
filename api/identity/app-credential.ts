import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ManagedIdentityApplication } from '@azure/msal-node';
import type { Credential } from '../config.ts';
import type { AppCredential } from './graph-token.ts';

/** The audience of a managed identity's token when it stands for an app registration. */
const FEDERATION_AUDIENCE = 'api://AzureADTokenExchange';

/** What the configuration names, read and ready to prove who we are. */
export async function loadAppCredential(credential: Credential): Promise<AppCredential> {
  switch (credential.kind) {
    case 'secret':
      return { secret: credential.secret };
    case 'certificate':
      return { certificate: parseCertificate(await readFile(credential.file, 'utf8')) };
    case 'managed-identity':
      return { assertion: managedIdentityAssertion(credential.clientId) };
  }
}

/** @throws Error where the file lacks the certificate or its key. */
function parseCertificate(pem: string): { thumbprintSha256: string; privateKey: string } {
  const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  const privateKey =
    /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----[^-]+-----END (?:RSA |EC )?PRIVATE KEY-----/.exec(pem)?.[0];
  if (!certificate || !privateKey)
    throw new Error('APP_CERTIFICATE_FILE must hold a certificate and its private key, both as PEM.');
  const der = new X509Certificate(certificate).raw;
  return { thumbprintSha256: createHash('sha256').update(der).digest('hex'), privateKey };
}

function managedIdentityAssertion(clientId: string): () => Promise<string> {
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: clientId },
  });
  return async () => (await identity.acquireToken({ resource: FEDERATION_AUDIENCE })).accessToken;
}
