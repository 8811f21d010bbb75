import { createHash } from 'node:crypto';

/** The pretend tenant and the product's registration in it; the same for the same seed. */
export interface Registration {
  readonly tenantId: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly botAppId: string;
  /** The service principal: `oid` of app tokens, `creatorId` of subscriptions. */
  readonly servicePrincipalId: string;
}

export function createRegistration(seed: string): Registration {
  const appId = seededGuid(seed, 'app');
  return {
    tenantId: seededGuid(seed, 'tenant'),
    appId,
    appSecret: createHash('sha256').update(`${seed}|secret`).digest('base64url'),
    botAppId: appId,
    servicePrincipalId: seededGuid(seed, 'service-principal'),
  };
}

export function seededGuid(seed: string, name: string): string {
  const hex = createHash('sha256').update(`${seed}|${name}`).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}
