import { createHash } from 'node:crypto';

/** What differs from one deployment to the next; everything else of the packages is the product's. */
export interface Deployment {
  /** Where the app answers, without `https://`. */
  readonly host: string;
  /** The app registration; also the id of the Teams app, which deep links name. */
  readonly appId: string;
  readonly botAppId: string;
  /** `n.n.n`; has to rise with every upload. */
  readonly version: string;
  readonly developer: {
    readonly name: string;
    readonly websiteUrl: string;
    readonly privacyUrl: string;
    readonly termsOfUseUrl: string;
  };
}

/** The add-in is an app of its own to Microsoft 365, and must not share the Teams app's id. The same app id gives the same. */
export function outlookIdOf({ appId }: Pick<Deployment, 'appId'>): string {
  const hash = createHash('sha256').update(`followthrough-outlook:${appId.toLowerCase()}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
