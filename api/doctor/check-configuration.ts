import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DAY } from '../../shared/calendar/time.ts';
import type { DoctorWorld } from './doctor-world.ts';
import { fault, note, ok, type Said } from './finding.ts';

const WARN_BEFORE = 30 * DAY;

/** What the environment holds was read before; here is what can be wrong with it although it can be read. */
export async function checkConfiguration(world: DoctorWorld): Promise<Said[]> {
  const { config, microsoft, publicUrl } = world;
  const { credential } = microsoft;
  const well = ok(
    `${publicUrl}, role ${config.role}, tenant ${microsoft.tenantId}, signed in by ${credential.kind}.`,
  );
  if (credential.kind === 'certificate')
    return certificateOf(await readFile(credential.file, 'utf8'), world, well);
  if (credential.kind === 'secret' && config.microsoft)
    return [
      well,
      note(
        'The app signs in with a secret, which runs out and can be copied.',
        'A certificate or a managed identity is better: docs/install.md, step 1.',
      ),
    ];
  return [well];
}

function certificateOf(pem: string, { realNow }: DoctorWorld, well: Said): Said[] {
  const action = 'Make a new one, add it to the registration, and set APP_CERTIFICATE_FILE.';
  const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0];
  if (!block || !/PRIVATE KEY-----/.test(pem))
    return [
      fault(
        'APP_CERTIFICATE_FILE lacks the certificate or its private key.',
        'Put both into it, as PEM, one after the other.',
      ),
    ];
  const endsAt = Date.parse(new X509Certificate(block).validTo);
  const day = new Date(endsAt).toISOString().slice(0, 10);
  if (endsAt < realNow()) return [fault(`The certificate ran out on ${day}.`, action)];
  return endsAt < realNow() + WARN_BEFORE
    ? [well, note(`The certificate runs out on ${day}.`, action)]
    : [well];
}
