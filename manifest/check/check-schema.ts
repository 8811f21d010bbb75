import { AppManifestUtils } from '@microsoft/app-manifest';
import { strFromU8, unzipSync } from 'fflate';

/** What Microsoft's own schema says of a built package, from the copy that its tool brings: no network. Empty = nothing. */
export async function checkSchema(zip: Uint8Array): Promise<string[]> {
  const source = unzipSync(zip)['manifest.json'];
  return source === undefined ? [] : AppManifestUtils.validateAgainstSchema(JSON.parse(strFromU8(source)));
}
