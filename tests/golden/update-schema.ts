import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connect } from '../../api/store/connect.ts';
import { ensureRolesAndDatabase } from '../../api/store/database-roles.ts';
import { startEmbeddedPostgres } from '../../api/store/embedded-postgres.ts';
import { dumpSchema } from '../../api/store/golden-schema.ts';
import { migrate } from '../../api/store/migrate.ts';
import { migrations } from '../../api/store/migrations/all.ts';

/** `npm run golden`: writes tests/golden/schema.sql from the migrations, on a server of its own that is gone afterwards. */
const report = (line: string): void => void process.stdout.write(`${line}\n`);
const dataDir = path.join(tmpdir(), `followthrough-golden-${process.pid}`);
const server = await startEmbeddedPostgres({ dataDir, report });
try {
  const { ownerUrl } = await ensureRolesAndDatabase({ ...server, database: 'golden' });
  await migrate(ownerUrl, migrations, report);
  const { db, close } = connect(ownerUrl, { max: 1 });
  await writeFile(new URL('./schema.sql', import.meta.url), await dumpSchema(db));
  await close();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true });
}
